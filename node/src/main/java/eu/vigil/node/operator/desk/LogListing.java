package eu.vigil.node.operator.desk;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A pair log, oldest entry first.
 *
 * @param origin its name
 * @param treeSize how many entries it has
 * @param root the RFC 6962 root over them; empty if there is none
 * @param checkpoint the newest signed head as its note's text; empty before the first entry
 * @param witnessed the newest head of the peer's own log that this node has verified; empty before the first
 * @param next index of the entry after these; empty at the end
 */
public record LogListing(
        NetworkId network,
        ParticipantId peer,
        String origin,
        long treeSize,
        ByteString root,
        Optional<String> checkpoint,
        Optional<String> witnessed,
        List<Entry> entries,
        Optional<Long> next) {
    /** Copies the list. */
    public LogListing {
        entries = List.copyOf(entries);
    }

    /**
     * One leaf.
     *
     * @param receivedAt when it was stored, or accepted for sending
     * @param messageId as the sender wrote it: of an envelope that was never opened it may be anything
     * @param digest SHA-256 of the message's DER SignedData, or of the envelope if it was never opened
     */
    public record Entry(
            long index,
            Leaf.Type type,
            Instant receivedAt,
            UUID messageId,
            ByteString digest,
            Decision decision,
            long directoryVersion) {}
}
