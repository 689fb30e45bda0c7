package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.util.List;

/** Checks receipts: leaf, inclusion proof, signed head (security.md 3). Offline, with the log's public keys and nothing else. */
public final class ReceiptCheck {
    private static final int LEAF_BYTES_MAX = 1024;
    private static final int PROOF_HASHES_MAX = 64;
    private static final int DIGEST_BYTES = 32;

    private ReceiptCheck() {}

    /** What a receipt proves. */
    public sealed interface Result {
        /**
         * The log holds this leaf under this head. Whether the leaf's digest is that of what was sent is for the caller to compare.
         *
         * @param note the signed head
         */
        record Proven(Leaf leaf, Head head, String note) implements Result {}

        /** Nothing: why, for the operator. */
        record Rejected(String why) implements Result {}
    }

    /**
     * Checks a receipt.
     *
     * @param origin the log that must have given it
     * @param logKeys the Ed25519 public keys of the log's keeper, 32 bytes each
     */
    public static Result verify(Receipt receipt, LogOrigin origin, List<ByteString> logKeys) {
        return verify(receipt, origin, new HeadVerifier(origin.text(), logKeys).read(receipt.getHead()));
    }

    /** The same with what was read of the receipt's head. */
    static Result verify(Receipt receipt, LogOrigin origin, HeadReading reading) {
        return switch (reading) {
            case HeadReading.Rejected(var why) -> new Result.Rejected(why);
            case HeadReading.Signed(var head, var note) -> included(receipt, origin, head, note);
        };
    }

    private static Result included(Receipt receipt, LogOrigin origin, Head head, String note) {
        if (receipt.getTreeSize() != head.size()) {
            return new Result.Rejected("tree_size: %s, but the head has %d leaves"
                    .formatted(Long.toUnsignedString(receipt.getTreeSize()), head.size()));
        }
        if (receipt.getProofCount() > PROOF_HASHES_MAX
                || receipt.getProofList().stream().anyMatch(hash -> hash.size() != TreeHash.BYTES)) {
            return new Result.Rejected("proof: not at most %d hashes of 32 bytes".formatted(PROOF_HASHES_MAX));
        }
        if (receipt.getLeaf().size() > LEAF_BYTES_MAX) {
            return new Result.Rejected("leaf: over %d bytes".formatted(LEAF_BYTES_MAX));
        }
        List<TreeHash> proof =
                receipt.getProofList().stream().map(TreeHash::new).toList();
        return switch (ProofCheck.inclusion(
                receipt.getLeafIndex(), head.size(), TreeHash.ofLeaf(receipt.getLeaf()), proof, head.root())) {
            case ProofCheck.Result.Fails(var why) -> new Result.Rejected(why);
            case ProofCheck.Result.Holds() -> leaf(receipt, origin, head, note);
        };
    }

    private static Result leaf(Receipt receipt, LogOrigin origin, Head head, String note) {
        Leaf leaf;
        try {
            leaf = Leaf.parseFrom(receipt.getLeaf());
        } catch (InvalidProtocolBufferException e) {
            return new Result.Rejected("leaf: %s".formatted(e.getMessage()));
        }
        if (!leaf.getMessageId().equals(receipt.getMessageId())) {
            return new Result.Rejected("message_id: the leaf is of another message");
        }
        if (!leaf.getPeer().equals(origin.peer().value())) {
            return new Result.Rejected("leaf.peer: '%s', not %s".formatted(leaf.getPeer(), origin.peer()));
        }
        if (!leaf.hasReceivedAt() || leaf.getDigest().size() != DIGEST_BYTES) {
            return new Result.Rejected("leaf: received_at or a digest of 32 bytes is missing");
        }
        if (unknown(leaf.getType()) || unknown(leaf.getDecision())) {
            return new Result.Rejected("leaf: type or decision is not known here");
        }
        return new Result.Proven(leaf, head, note);
    }

    private static boolean unknown(Leaf.Type type) {
        return type == Leaf.Type.UNRECOGNIZED || type == Leaf.Type.TYPE_UNSPECIFIED;
    }

    private static boolean unknown(Decision decision) {
        return decision == Decision.UNRECOGNIZED || decision == Decision.DECISION_UNSPECIFIED;
    }
}
