package eu.vigil.node.operator.desk;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A receipt as the peer signed it: whoever has it can check it without either node (RFC 9162, C2SP signed note).
 *
 * @param leaf the leaf's exact bytes
 * @param leafIndex its place in the pair log
 * @param treeSize of the head that it is proved into
 * @param proof the inclusion proof, 32 bytes each
 * @param checkpoint the signed head, as its note's text
 * @param logKey the 32 bytes of the Ed25519 public key that signed it
 */
public record ReceiptProof(
        ByteString leaf, long leafIndex, long treeSize, List<ByteString> proof, String checkpoint, ByteString logKey) {
    /** Copies the list. */
    public ReceiptProof {
        proof = List.copyOf(proof);
    }
}
