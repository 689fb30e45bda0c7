package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the notes of one log (C2SP signed-note, tlog-checkpoint). Signatures of keys that are not the log's are passed over, so
 * that witnesses and later algorithms may add theirs; one by a known key that does not verify spoils the note.
 */
public final class HeadVerifier {
    /** RFC 8410 section 4: what stands before the 32 bytes in a SubjectPublicKeyInfo. */
    private static final ByteString INFO_PREFIX = ByteString.fromHex("302a300506032b6570032100");

    private final String origin;
    private final Map<ByteString, ByteString> keysByHash = new LinkedHashMap<>();

    /**
     * Expects notes of this log.
     *
     * @param logKeys the Ed25519 public keys that the log may use now, 32 bytes each
     */
    public HeadVerifier(String origin, List<ByteString> logKeys) {
        this.origin = origin;
        logKeys.forEach(key -> keysByHash.put(Note.keyHash(origin, key), key));
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
            ByteString key = signature.keyName().equals(origin) ? keysByHash.get(signature.keyHash()) : null;
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

    private static boolean verifies(ByteString key, String text, ByteString signature) {
        try {
            PublicKey publicKey = KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(INFO_PREFIX.concat(key).toByteArray()));
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature.toByteArray());
        } catch (GeneralSecurityException _) {
            return false; // a malformed key or signature verifies nothing
        }
    }
}
