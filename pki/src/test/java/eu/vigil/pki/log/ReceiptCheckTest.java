package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.pki.key.LogKey;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {
    private static final LogKey KEY = LogFixture.rfc8032Key();
    private static final Leaf LEAF = leaf(3);
    private static final ReferenceTree TREE = tree();
    private static final Receipt RECEIPT = Receipt.newBuilder()
            .setMessageId(LEAF.getMessageId())
            .setLeaf(LEAF.toByteString())
            .setLeafIndex(3)
            .setTreeSize(11)
            .addAllProof(Proofs.inclusion(3, 11, TREE::read).stream()
                    .map(TreeHash::bytes)
                    .toList())
            .setHead(new HeadSigner(KEY).sign(new Head(LogFixture.ORIGIN.text(), 11, TREE.root(11))))
            .build();

    @Test
    void aReceiptProvesItsLeafUnderTheSignedHead() {
        assertThat(verify(RECEIPT))
                .isEqualTo(new ReceiptCheck.Result.Proven(
                        LEAF, new Head(LogFixture.ORIGIN.text(), 11, TREE.root(11)), RECEIPT.getHead()));
    }

    @Test
    void nothingOfAReceiptCanBeChanged() {
        rejected(receipt -> receipt.setLeaf(leaf(4).toByteString()), "another root");
        rejected(receipt -> receipt.setLeafIndex(4), "another root");
        rejected(receipt -> receipt.setLeafIndex(-1), "no leaf -1");
        rejected(receipt -> receipt.setTreeSize(12), "tree_size: 12, but the head has 11 leaves");
        rejected(receipt -> receipt.setTreeSize(-1), "tree_size: 18446744073709551615");
        rejected(receipt -> receipt.setProof(0, TREE.root(2).bytes()), "another root");
        rejected(receipt -> receipt.setProof(0, ByteString.copyFromUtf8("short")), "proof:");
        rejected(
                receipt -> receipt.addAllProof(
                        java.util.Collections.nCopies(64, TREE.root(2).bytes())),
                "proof:");
        rejected(Receipt.Builder::clearProof, "too short");
        rejected(receipt -> receipt.setMessageId(ByteString.copyFrom(new byte[16])), "message_id:");
        rejected(receipt -> receipt.setHead(receipt.getHead().replace("\n11\n", "\n12\n")), "does not verify");
        rejected(receipt -> receipt.setLeaf(ByteString.copyFrom(new byte[1025])), "leaf: over 1024 bytes");
    }

    @Test
    void anothersLogProvesNothing() {
        LogOrigin other = new LogOrigin(LogFixture.ORIGIN.keeper(), new ParticipantId("DE"), 1);
        assertThat(ReceiptCheck.verify(RECEIPT, other, List.of(KEY.publicKey32())))
                .isInstanceOf(ReceiptCheck.Result.Rejected.class);
        assertThat(ReceiptCheck.verify(RECEIPT, LogFixture.ORIGIN, List.of()))
                .isInstanceOf(ReceiptCheck.Result.Rejected.class);
    }

    @Test
    void ofManyReceiptsUnderOneHeadEachIsCheckedWithKeysThatHoldNow() {
        ReceiptsOfLog receipts = new ReceiptsOfLog(LogFixture.ORIGIN);
        List<ByteString> keys = List.of(KEY.publicKey32());
        assertThat(receipts.verify(RECEIPT, keys)).isEqualTo(verify(RECEIPT));
        assertThat(receipts.verify(RECEIPT, keys)).isEqualTo(verify(RECEIPT));

        Receipt changed = RECEIPT.toBuilder().setLeafIndex(4).build();
        assertThat(why(receipts.verify(changed, keys))).contains("another root");
        Receipt forged = RECEIPT.toBuilder()
                .setHead(RECEIPT.getHead().replace("\n11\n", "\n12\n"))
                .build();
        assertThat(why(receipts.verify(forged, keys))).contains("does not verify");
        assertThat(receipts.verify(RECEIPT, List.of())).isInstanceOf(ReceiptCheck.Result.Rejected.class);
        assertThat(receipts.verify(RECEIPT, keys)).isEqualTo(verify(RECEIPT));
    }

    @Test
    void aLeafThatSaysLessThanItMustIsRejectedThoughItIsInTheLog() {
        assertLeaf(LEAF.toBuilder().setPeer("DE"), "leaf.peer");
        assertLeaf(LEAF.toBuilder().clearReceivedAt(), "received_at");
        assertLeaf(LEAF.toBuilder().setDigest(ByteString.copyFromUtf8("short")), "digest");
        assertLeaf(LEAF.toBuilder().setTypeValue(99), "not known");
        assertLeaf(LEAF.toBuilder().clearDecision(), "not known");
        assertThat(why(verify(receipt(ByteString.copyFromUtf8("\u0000no leaf")))))
                .startsWith("leaf:");
    }

    private static void assertLeaf(Leaf.Builder leaf, String why) {
        assertThat(why(verify(receipt(leaf.build().toByteString())))).contains(why);
    }

    private static Receipt receipt(ByteString leaf) {
        ReferenceTree tree = new ReferenceTree();
        tree.append(leaf);
        return Receipt.newBuilder()
                .setMessageId(LEAF.getMessageId())
                .setLeaf(leaf)
                .setTreeSize(1)
                .setHead(new HeadSigner(KEY).sign(new Head(LogFixture.ORIGIN.text(), 1, tree.root(1))))
                .build();
    }

    private static void rejected(UnaryOperator<Receipt.Builder> change, String why) {
        assertThat(why(verify(change.apply(RECEIPT.toBuilder()).build()))).contains(why);
    }

    private static String why(ReceiptCheck.Result result) {
        return switch (result) {
            case ReceiptCheck.Result.Proven proven -> throw new AssertionError(proven);
            case ReceiptCheck.Result.Rejected(var why) -> why;
        };
    }

    private static ReceiptCheck.Result verify(Receipt receipt) {
        return ReceiptCheck.verify(receipt, LogFixture.ORIGIN, List.of(KEY.publicKey32()));
    }

    private static ReferenceTree tree() {
        ReferenceTree tree = new ReferenceTree();
        for (int i = 0; i < 11; i++) {
            tree.append(leaf(i).toByteString());
        }
        return tree;
    }

    private static Leaf leaf(int number) {
        byte[] id = new byte[16];
        id[15] = (byte) number;
        return Leaf.newBuilder()
                .setType(Leaf.Type.RECEIVED)
                .setReceivedAt(Timestamp.newBuilder().setSeconds(1_774_746_600L + number))
                .setMessageId(ByteString.copyFrom(id))
                .setPeer("BE")
                .setDigest(ByteString.copyFrom(new byte[32]))
                .setDecision(Decision.ACCEPTED)
                .setDirectoryVersion(7)
                .build();
    }
}
