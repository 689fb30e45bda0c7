package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A signed note as it is written (C2SP signed-note): a text, an empty line, signature lines. Reading it proves nothing yet.
 *
 * @param text what is signed, with the newline at its end
 * @param signatures at most 16
 */
record Note(String text, List<Signature> signatures) {
    static final int CHARS_MAX = 4096;
    private static final int SIGNATURES_MAX = 16;
    private static final String DASH = "\u2014 ";
    private static final byte ED25519 = 1;
    private static final int KEY_HASH_BYTES = 4;

    /**
     * One signature line.
     *
     * @param keyName whose key
     * @param keyHash its first four bytes, which tell keys of one name apart
     * @param signature the rest
     */
    record Signature(String keyName, ByteString keyHash, ByteString signature) {
        private String line() {
            return DASH + keyName + " "
                    + Base64.getEncoder()
                            .encodeToString(keyHash.concat(signature).toByteArray())
                    + "\n";
        }
    }

    /** The note as text. */
    String written() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /** Reads a note; empty if it is malformed or over the limits. */
    static Optional<Note> read(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (note.length() > CHARS_MAX
                || blank < 0
                || !note.endsWith("\n")
                || note.chars().anyMatch(character -> character < ' ' && character != '\n')) {
            return Optional.empty();
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(blank + 2).lines().toList()) {
            Optional<Signature> signature = signature(line);
            if (signature.isEmpty() || signatures.size() == SIGNATURES_MAX) {
                return Optional.empty();
            }
            signatures.add(signature.get());
        }
        return Optional.of(new Note(note.substring(0, blank + 1), List.copyOf(signatures)));
    }

    /** The first four bytes of SHA-256(name, newline, 0x01, key): an Ed25519 key's hash under a name. */
    static ByteString keyHash(String keyName, ByteString publicKey32) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((keyName + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ED25519);
            digest.update(publicKey32.asReadOnlyByteBuffer());
            return ByteString.copyFrom(digest.digest(), 0, KEY_HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The bytes of a base64 text in its only right form, with padding; empty for anything else. */
    static Optional<ByteString> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text)
                    ? Optional.of(ByteString.copyFrom(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Signature> signature(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            return Optional.empty();
        }
        String name = line.substring(DASH.length(), space);
        return base64(line.substring(space + 1))
                .filter(bytes -> bytes.size() > KEY_HASH_BYTES)
                .map(bytes -> new Signature(name, bytes.substring(0, KEY_HASH_BYTES), bytes.substring(KEY_HASH_BYTES)));
    }
}
