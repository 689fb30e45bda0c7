package eu.vigil.node.operator.audit;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.List;
import java.util.Optional;

/**
 * What was checked at one go.
 *
 * @param next where to go on; empty once all is checked
 */
public record AuditSlice(List<Part> parts, Optional<String> next) {
    /** Copies the list. */
    public AuditSlice {
        parts = List.copyOf(parts);
    }

    /** What a part is about. */
    public enum What {
        /** Leaves and heads of our log for the peer. */
        OUR_LOG,
        /** The newest head of the peer's log for us. */
        PEERS_HEAD,
        /** The peer's receipts for messages of ours. */
        RECEIPTS
    }

    /**
     * Some of one log, or of one peer's receipts.
     *
     * @param epoch of the log; 0 for receipts, which may be of several
     * @param checked how many leaves, heads of the peer, or receipts
     * @param size leaves of the log, as of now; 0 for receipts
     * @param root of the log at that size, once its last leaf was checked
     * @param faults what does not hold
     * @param unchecked what could not be looked at, and why, as sentences
     */
    public record Part(
            NetworkId network,
            ParticipantId peer,
            What what,
            int epoch,
            long checked,
            long size,
            Optional<ByteString> root,
            List<Fault> faults,
            List<String> unchecked) {
        /** Copies the lists. */
        public Part {
            faults = List.copyOf(faults);
            unchecked = List.copyOf(unchecked);
        }
    }

    /**
     * Something that does not hold.
     *
     * @param where {@code leaf 5}, {@code head of 8 leaves}, {@code message 0193...}
     * @param why as a sentence
     */
    public record Fault(String where, String why) {}
}
