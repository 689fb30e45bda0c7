package eu.vigil.node.casework;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed message that left or arrived, exactly as it was signed.
 *
 * @param caseRef the case it belongs to; empty for a message that belongs to none, of which only the digest is kept
 * @param kind the message's kind, {@code PreservationRequest}; empty where it could not be read
 * @param at when it became durable here
 * @param decision what this node decided about it; ACCEPTED for what it sends
 * @param position its leaf in the pair log
 * @param digest SHA-256 of {@code signedData}
 * @param signedData DER SignedData; kept under the case's key, and gone with it
 */
public record StoredMessage(
        NetworkId network,
        ParticipantId sender,
        ParticipantId recipient,
        MessageId id,
        Optional<CaseRef> caseRef,
        String kind,
        Instant at,
        Decision decision,
        LeafPosition position,
        ByteString digest,
        ByteString signedData) {}
