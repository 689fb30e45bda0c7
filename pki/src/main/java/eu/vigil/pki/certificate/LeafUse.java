package eu.vigil.pki.certificate;

import eu.vigil.pki.certificate.Verdict.Distrusted;
import eu.vigil.pki.certificate.Verdict.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the key of a leaf may do (RFC 5280 sections 4.2.1.3 and 4.2.1.12): one thing, and so no signature serves two ends. */
final class LeafUse {
    /** Bits of KeyUsage, in the order of the RFC. */
    static final int KEY_CERT_SIGN = 5;

    private static final List<String> USAGES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private LeafUse() {}

    static Optional<Distrusted> objection(X509Certificate leaf, Use use) {
        boolean mlKem = "ML-KEM".equals(leaf.getPublicKey().getAlgorithm());
        if (mlKem ? use != Use.ENCRYPTION : !P256.isKeyOf(leaf)) {
            return Optional.of(new Distrusted(
                    Reason.WRONG_ALGORITHM,
                    "a key of %s is not one for %s"
                            .formatted(leaf.getPublicKey().getAlgorithm(), use.words())));
        }
        Set<String> critical = leaf.getCriticalExtensionOIDs();
        Set<String> usages = usages(leaf);
        if (leaf.getBasicConstraints() >= 0) {
            return wrong(leaf, use, "it is an authority");
        }
        if (critical == null || !critical.contains(KEY_USAGE)) {
            return wrong(leaf, use, "it has no critical key usage");
        }
        boolean fits = switch (use) {
            case SIGNING ->
                usages.contains("nonRepudiation")
                        && Set.of("nonRepudiation", "digitalSignature").containsAll(usages)
                        && purposes(leaf).isEmpty();
            case ENCRYPTION ->
                usages.equals(Set.of(mlKem ? "keyEncipherment" : "keyAgreement"))
                        && purposes(leaf).isEmpty();
            case TLS_CLIENT ->
                usages.equals(Set.of("digitalSignature")) && purposes(leaf).contains(CLIENT_AUTH);
            case TLS_SERVER ->
                usages.equals(Set.of("digitalSignature")) && purposes(leaf).contains(SERVER_AUTH);
        };
        return fits ? Optional.empty() : wrong(leaf, use, "its key is for %s".formatted(String.join(", ", usages)));
    }

    private static Optional<Distrusted> wrong(X509Certificate leaf, Use use, String detail) {
        return Optional.of(new Distrusted(
                Reason.WRONG_USE,
                "'%s' is not for %s: %s"
                        .formatted(leaf.getSubjectX500Principal().getName(), use.words(), detail)));
    }

    private static Set<String> usages(X509Certificate leaf) {
        boolean @Nullable [] bits = leaf.getKeyUsage();
        Set<String> usages = new TreeSet<>();
        for (int i = 0; bits != null && i < bits.length && i < USAGES.size(); i++) {
            if (bits[i]) {
                usages.add(USAGES.get(i));
            }
        }
        return usages;
    }

    private static Set<String> purposes(X509Certificate leaf) {
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            return purposes == null ? Set.of() : Set.copyOf(purposes);
        } catch (CertificateParsingException _) {
            // What cannot be read fits nothing that must be absent and nothing that must be present.
            return Set.of("unreadable");
        }
    }
}
