package eu.vigil.node.operator.desk;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message of a case with what proves it, for checking without any node.
 *
 * @param at when it became durable here
 * @param signedData DER SignedData (RFC 5652), exactly as it was signed
 * @param sealed DER of what travelled; empty for a message that arrived
 * @param receipt the peer's; empty for a message that arrived, and before the receipt
 * @param anchors DER X.509: the sender's State CAs, to which the signer's certificate chains
 */
public record Paper(
        MessageId id,
        String kind,
        ParticipantId sender,
        ParticipantId recipient,
        Instant at,
        ByteString signedData,
        Optional<ByteString> sealed,
        Optional<ReceiptProof> receipt,
        List<ByteString> anchors) {
    /** Copies the list. */
    public Paper {
        anchors = List.copyOf(anchors);
    }
}
