package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The only hash here. */
public final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash of these bytes, 32 bytes. */
    public static ByteString of(ByteString bytes) {
        return ByteString.copyFrom(digest().digest(bytes.toByteArray()));
    }
}
