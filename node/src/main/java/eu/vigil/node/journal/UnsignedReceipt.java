package eu.vigil.node.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.util.List;

/**
 * A receipt but for the signature of its head, which may exist only once the head is durable.
 *
 * @param leaf its exact bytes
 */
record UnsignedReceipt(ByteString leaf, long index, List<TreeHash> proof, Head head) {
    Receipt signed(String note) {
        return Receipt.newBuilder()
                .setMessageId(messageId())
                .setLeaf(leaf)
                .setLeafIndex(index)
                .setTreeSize(head.size())
                .addAllProof(proof.stream().map(TreeHash::bytes).toList())
                .setHead(note)
                .build();
    }

    private ByteString messageId() {
        try {
            return Leaf.parseFrom(leaf).getMessageId();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the log holds a leaf that is none", e);
        }
    }
}
