package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Ed25519;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the notes of one log (C2SP signed-note, tlog-checkpoint). Signatures of keys that are not the log's are passed over, so
 * that witnesses and later algorithms may add theirs; one by a known key that does not verify spoils the note.
 */
public final class HeadVerifier {
    private final String origin;
    private final Ed25519 ed25519 = Arithmetic.fastest().ed25519();
    private final Map<ByteString, PublicKey> keysByHash = new LinkedHashMap<>();

    /**
     * Expects notes of this log.
     *
     * @param logKeys the Ed25519 public keys that the log may use now, 32 bytes each; what is none signs nothing
     */
    public HeadVerifier(String origin, List<ByteString> logKeys) {
        this.origin = origin;
        for (ByteString key : logKeys) {
            ed25519.publicKey(key.toByteArray()).ifPresent(parsed -> keysByHash.put(Note.keyHash(origin, key), parsed));
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
            PublicKey key = signature.keyName().equals(origin) ? keysByHash.get(signature.keyHash()) : null;
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

    private boolean verifies(PublicKey key, String text, ByteString signature) {
        return ed25519.verifies(key, text.getBytes(StandardCharsets.UTF_8), signature.toByteArray());
    }
}
