package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash in a Merkle tree over SHA-256 (RFC 6962 section 2.1, the same in RFC 9162 section 2.1.1).
 *
 * @param bytes 32 bytes
 */
public record TreeHash(ByteString bytes) {
    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    /** The root of the tree without leaves: the hash of nothing. */
    public static final TreeHash EMPTY_TREE = new TreeHash(ByteString.copyFrom(sha256().digest()));

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public TreeHash {
        if (bytes.size() != BYTES) {
            throw new IllegalArgumentException("tree hash: %d bytes instead of %d".formatted(bytes.size(), BYTES));
        }
    }

    /** The hash of a leaf with these bytes: SHA-256(0x00, leaf). */
    public static TreeHash ofLeaf(ByteString leaf) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(leaf.asReadOnlyByteBuffer());
        return new TreeHash(ByteString.copyFrom(digest.digest()));
    }

    /** The hash of the node over two others: SHA-256(0x01, left, right). */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes.asReadOnlyByteBuffer());
        digest.update(right.bytes.asReadOnlyByteBuffer());
        return new TreeHash(ByteString.copyFrom(digest.digest()));
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
