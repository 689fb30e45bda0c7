package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import eu.vigil.pki.key.LogKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;

/**
 * Signs heads, as notes of C2SP signed-note with Ed25519 under the log's origin as key name.
 *
 * <p>The note holds no time and Ed25519 no randomness (RFC 8032): the same head gives the same note, byte for byte, for ever. Only
 * a head that is durable may be signed.
 */
public final class HeadSigner {
    private final LogKey key;

    /** Signs with this key; threads may share the signer. */
    public HeadSigner(LogKey key) {
        this.key = key;
    }

    /** The signed note of {@code head}. */
    public String sign(Head head) {
        String text = head.checkpoint();
        return new Note(
                        text,
                        List.of(new Note.Signature(
                                head.origin(), Note.keyHash(head.origin(), key.publicKey32()), signature(text))))
                .written();
    }

    private ByteString signature(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key.ed25519());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ByteString.copyFrom(ed25519.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the log key does not sign", e);
        }
    }
}
