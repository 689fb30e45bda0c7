package eu.vigil.node.dispatch;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Lane;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * An accepted message that its peer has not yet receipted.
 *
 * @param caseRef empty for a message that belongs to no case
 * @param leafIndex where its SENT leaf stands in the pair log: the order of acceptance
 * @param digest SHA-256 of the DER SignedData, which the receipt's leaf must carry
 * @param acceptedAt when it became durable here
 * @param expiresAt after it no first attempt is made
 * @param attempted true as soon as an attempt <em>may</em> have been made: then only the peer can say what became of it
 */
public record OutboxRow(
        NetworkId network,
        ParticipantId peer,
        MessageId id,
        Optional<CaseRef> caseRef,
        Lane lane,
        long leafIndex,
        ByteString digest,
        Instant acceptedAt,
        Instant expiresAt,
        boolean attempted) {
    static final Comparator<OutboxRow> SOONEST_EXPIRED_FIRST =
            Comparator.comparing(OutboxRow::expiresAt).thenComparing(OutboxRow::id);

    /** Messages of one thread are delivered one after the other: those of a case, or one that belongs to none. */
    String thread() {
        return caseRef.map(CaseRef::value).orElseGet(id::toString);
    }

    /** The same row once an attempt may have been made. */
    OutboxRow afterAttempt() {
        return new OutboxRow(network, peer, id, caseRef, lane, leafIndex, digest, acceptedAt, expiresAt, true);
    }
}
