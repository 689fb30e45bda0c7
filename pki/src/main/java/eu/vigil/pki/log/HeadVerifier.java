package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Reads the notes of one log (C2SP signed-note, tlog-checkpoint). Signatures of keys that are not the log's are passed over, so
 * that witnesses and later algorithms may add theirs; one by a known key that does not verify spoils the note.
 */
public final class HeadVerifier {
    private final String origin;
    private final Map<ByteString, Ed25519PublicKeyParameters> keysByHash = new LinkedHashMap<>();

    /**
     * Expects notes of this log.
     *
     * @param logKeys the Ed25519 public keys that the log may use now, 32 bytes each; what is none signs nothing
     */
    public HeadVerifier(String origin, List<ByteString> logKeys) {
        this.origin = origin;
        for (ByteString key : logKeys) {
            parameters(key).ifPresent(parsed -> keysByHash.put(Note.keyHash(origin, key), parsed));
        }
    }

    private static Optional<Ed25519PublicKeyParameters> parameters(ByteString key) {
        try {
            return Optional.of(new Ed25519PublicKeyParameters(key.toByteArray()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Reads a note. */
    public HeadReading read(String text) {
        return Note.read(text)
                .map(note -> read(text, note))
                .orElseGet(() -> new HeadReading.Rejected("the head is no signed note"));
    }

    private HeadReading read(String text, Note note) {
        boolean signed = false;
        for (Note.Signature signature : note.signatures()) {
            Ed25519PublicKeyParameters key =
                    signature.keyName().equals(origin) ? keysByHash.get(signature.keyHash()) : null;
            if (key != null) {
                if (!verifies(key, note.text(), signature.signature())) {
                    return new HeadReading.Rejected("the signature of %s does not verify".formatted(origin));
                }
                signed = true;
            }
        }
        if (!signed) {
            return new HeadReading.Rejected("no known key of %s signed the head".formatted(origin));
        }
        return Head.read(note.text())
                .<HeadReading>map(head -> head.origin().equals(origin)
                        ? new HeadReading.Signed(head, text)
                        : new HeadReading.Rejected(
                                "the head is of the log '%s', not %s".formatted(head.origin(), origin)))
                .orElseGet(() -> new HeadReading.Rejected("what %s signed is no checkpoint".formatted(origin)));
    }

    private static boolean verifies(Ed25519PublicKeyParameters key, String text, ByteString signature) {
        Ed25519Signer ed25519 = new Ed25519Signer();
        ed25519.init(false, key);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ed25519.update(bytes, 0, bytes.length);
        return ed25519.verifySignature(signature.toByteArray());
    }
}
