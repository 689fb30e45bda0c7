package eu.vigil.pki.certificate;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a participant as a dNSName: {@code be.eu-art13.vigil.internal}, {@code bank-1.be.eu-art13.vigil.internal}.
 *
 * <p>Nothing resolves these names; they have the form because name constraints on it work in every implementation (RFC 5280
 * section 4.2.1.10).
 */
public final class Names {
    private static final String SUFFIX = ".vigil.internal";
    private static final int NAME_CHARS_MAX = 253;
    private static final Integer DNS_NAME = 2;

    private Names() {}

    /** Whom a certificate claims to be: a participant within a network. */
    public record Named(ParticipantId participant, NetworkId network) {
        /** The name in a certificate. */
        public String dnsName() {
            return Names.of(participant, network);
        }

        @Override
        public String toString() {
            return "%s in %s".formatted(participant, network);
        }
    }

    /** The name of this participant in this network, in small letters. */
    public static String of(ParticipantId participant, NetworkId network) {
        String id = participant.value();
        int slash = id.indexOf('/');
        String labels = slash < 0 ? id : id.substring(slash + 1) + "." + id.substring(0, slash);
        return (labels + "." + network.value()).toLowerCase(Locale.ROOT) + SUFFIX;
    }

    /** Whom the name means; empty if it is not exactly the one that {@link #of} makes. */
    public static Optional<Named> parse(String dns) {
        if (dns.length() > NAME_CHARS_MAX || !dns.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        List<String> labels = List.of(dns.substring(0, dns.length() - SUFFIX.length())
                .toUpperCase(Locale.ROOT)
                .split("\\.", -1));
        String id;
        switch (labels.size()) {
            case 2 -> id = labels.get(0);
            case 3 -> id = labels.get(1) + "/" + labels.get(0);
            default -> {
                return Optional.empty();
            }
        }
        try {
            Named named = new Named(new ParticipantId(id), new NetworkId(labels.getLast()));
            return named.dnsName().equals(dns) ? Optional.of(named) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whom the certificate names; empty unless it has exactly one alternative name and that is a participant's. */
    public static Optional<Named> in(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null || names.size() != 1) {
                return Optional.empty();
            }
            List<?> only = names.iterator().next();
            return DNS_NAME.equals(only.get(0)) && only.get(1) instanceof String dns ? parse(dns) : Optional.empty();
        } catch (CertificateParsingException _) {
            return Optional.empty();
        }
    }
}
