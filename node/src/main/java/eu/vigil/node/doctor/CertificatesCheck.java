package eu.vigil.node.doctor;

import eu.vigil.pki.certificate.ChainCheck;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.certificate.Use;
import eu.vigil.pki.certificate.Verdict.Distrusted;
import eu.vigil.pki.certificate.Verdict.Reason;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.protocol.id.ParticipantId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every certificate in use: when it ends, and that peers who have the directory trust it. */
public record CertificatesCheck(NodeKeys keys, ParticipantId self, Collection<DirectoryView> directories, Instant now)
        implements Check {
    private static final String RENEW = "vigil key renew, then systemctl restart vigil";

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (HeldCertificate held : HeldCertificate.of(keys)) {
            findings.add(life(held));
        }
        for (DirectoryView directory : directories) {
            directory.entry(self).ifPresent(entry -> chains(directory, entry, findings));
        }
        return findings;
    }

    private Finding life(HeldCertificate held) {
        Expiry expiry = Expiry.of(held.certificate(), now);
        if (expiry.isToCome(now)) {
            return Finding.failed(
                    "%s begins only at %s".formatted(held.name(), expiry.begin()),
                    "set this machine's clock right: timedatectl");
        }
        return Finding.of(expiry.verdict(), held.name() + " " + expiry.inWords(), remedy(held));
    }

    private static String remedy(HeldCertificate held) {
        return switch (held.owner()) {
            case NODE -> RENEW;
            case DIRECTORY ->
                "peers seal to it all the same; the next key comes with the next entry.pb, which needs the State's off-line keys";
            case STATE -> "the State CA certifies a new issuing CA; it is kept off-line";
        };
    }

    private void chains(DirectoryView directory, Entry entry, List<Finding> findings) {
        Named named = new Named(self, directory.network());
        Set<X509Certificate> anchors = entry.anchors();
        chain(keys.signing().chain(), anchors, named, Use.SIGNING, findings);
        chain(keys.tls().chain(), anchors, named, Use.TLS_CLIENT, findings);
        chain(keys.tls().chain(), anchors, named, Use.TLS_SERVER, findings);
    }

    private void chain(
            List<X509Certificate> chain, Set<X509Certificate> anchors, Named named, Use use, List<Finding> findings) {
        distrusted(chain, anchors, named, use)
                // told already, with its date
                .filter(verdict -> verdict.reason() != Reason.EXPIRED && verdict.reason() != Reason.NOT_YET_VALID)
                .ifPresent(verdict -> findings.add(Finding.failed(
                        "peers do not trust this node's certificate for %s: %s".formatted(use, verdict.text()),
                        "the key file must belong to the State CA of the directory's entry: bring it back, or send"
                                + " entry.pb to the authority")));
    }

    private Optional<Distrusted> distrusted(
            List<X509Certificate> chain, Set<X509Certificate> anchors, Named named, Use use) {
        return new ChainCheck().check(chain, anchors, named, use, now) instanceof Distrusted distrusted
                ? Optional.of(distrusted)
                : Optional.empty();
    }
}
