package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Ed25519;
import eu.vigil.pki.key.LogKey;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;

/**
 * Signs heads, as notes of C2SP signed-note with Ed25519 under the log's origin as key name.
 *
 * <p>The note holds no time and Ed25519 no randomness (RFC 8032): the same head gives the same note, byte for byte, for ever. Only
 * a head that is durable may be signed. Every receipt waits for this.
 */
public final class HeadSigner {
    private final ByteString publicKey32;
    private final Ed25519 ed25519 = Arithmetic.fastest().ed25519();
    private final PrivateKey key;

    /**
     * Signs with this key; threads may share the signer.
     *
     * @throws IllegalArgumentException if its private half is no Ed25519 key whose bytes can be had
     */
    public HeadSigner(LogKey key) {
        this.publicKey32 = key.publicKey32();
        this.key = ed25519.ours(key.ed25519());
    }

    /** The signed note of {@code head}. */
    public String sign(Head head) {
        String text = head.checkpoint();
        return new Note(
                        text,
                        List.of(new Note.Signature(
                                head.origin(), Note.keyHash(head.origin(), publicKey32), signature(text))))
                .written();
    }

    private ByteString signature(String text) {
        return ByteString.copyFrom(ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8)));
    }
}
