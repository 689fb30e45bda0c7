package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import eu.vigil.pki.key.LogKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * Signs heads, as notes of C2SP signed-note with Ed25519 under the log's origin as key name.
 *
 * <p>The note holds no time and Ed25519 no randomness (RFC 8032): the same head gives the same note, byte for byte, for ever. Only
 * a head that is durable may be signed. Bouncy Castle computes: every receipt waits for this, and it takes a fifteenth of the JDK's
 * time.
 */
public final class HeadSigner {
    private final ByteString publicKey32;
    private final Ed25519PrivateKeyParameters key;

    /**
     * Signs with this key; threads may share the signer.
     *
     * @throws IllegalArgumentException if its private half is no Ed25519 key whose bytes can be had
     */
    public HeadSigner(LogKey key) {
        this.publicKey32 = key.publicKey32();
        this.key = parameters(key);
    }

    private static Ed25519PrivateKeyParameters parameters(LogKey key) {
        try {
            if (PrivateKeyFactory.createKey(key.ed25519().getEncoded())
                    instanceof Ed25519PrivateKeyParameters ed25519) {
                return ed25519;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("log key: its bytes are no private key", e);
        }
        throw new IllegalArgumentException("log key: not an Ed25519 key");
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
        Ed25519Signer ed25519 = new Ed25519Signer();
        ed25519.init(true, key);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ed25519.update(bytes, 0, bytes.length);
        return ByteString.copyFrom(ed25519.generateSignature());
    }
}
