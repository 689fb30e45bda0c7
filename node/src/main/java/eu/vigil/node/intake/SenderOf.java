package eu.vigil.node.intake;

import eu.vigil.pki.certificate.ChainCheck;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.certificate.Use;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.seal.SenderCheck;
import eu.vigil.protocol.id.ParticipantId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Accepts only the signature of exactly this participant, under the anchors that the directory gives for it and for nobody else.
 *
 * @param now the key's status is judged at receipt, never by the time that the signer claims
 */
record SenderOf(ParticipantId sender, DirectoryView directory, Instant now) implements SenderCheck {
    private static final ChainCheck CHAINS = new ChainCheck();

    @Override
    public Verdict check(List<X509Certificate> chain, Instant signingTime) {
        Named named = new Named(sender, directory.network());
        return switch (CHAINS.check(chain, directory.anchors(named), named, Use.SIGNING, now)) {
            case eu.vigil.pki.certificate.Verdict.Trusted _ -> new Verdict.Accepted();
            case eu.vigil.pki.certificate.Verdict.Distrusted(var _, var text) -> new Verdict.Rejected(text);
        };
    }
}
