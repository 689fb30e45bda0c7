package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the rows of the logs as they lie there, believed in nothing. */
public interface AuditRows {
    /**
     * One epoch of a log of ours.
     *
     * @param row its number in the store, by which logs are walked through
     * @param size leaves that it says it has
     * @param root that it says it has
     */
    record Kept(long row, PairLogId log, int epoch, long size, ByteString root) {}

    /** A leaf and the joined hashes of the subtrees that it closes. */
    record LeafRow(long index, ByteString leaf, ByteString nodes) {}

    /** The head at the end of a batch. */
    record HeadRow(long size, ByteString root, Instant at) {}

    /** The newest head that a peer has proved. */
    record WitnessedRow(PairLogId log, int epoch, String origin, long size, ByteString root, String note, int forks) {}

    /** A message of ours with the peer's receipt; {@code log} is the one kept for its recipient. */
    record ReceiptRow(PairLogId log, MessageId id, ByteString digest, ByteString receipt) {}

    /** The first log behind row {@code after}. */
    Optional<Kept> log(long after);

    /** At most {@code most} leaves from {@code from} on. */
    List<LeafRow> leaves(Kept log, long from, int most);

    /** The hashes of the tree's edge behind so many leaves; empty if one is not there. */
    Optional<List<TreeHash>> edge(Kept log, long size);

    /** The heads of more than {@code above} and at most {@code upTo} leaves, smallest first. */
    List<HeadRow> heads(Kept log, long above, long upTo);

    /** The newest head of at most so many leaves. */
    Optional<HeadRow> headUpTo(Kept log, long size);

    /** How many leaves have an index of {@code size} or more. */
    long leavesBeyond(Kept log, long size);

    /** All that peers have shown. */
    List<WitnessedRow> witnessed();

    /** At most {@code most} receipts behind that message of that network. */
    List<ReceiptRow> receipts(NetworkId network, Optional<MessageId> after, int most);

    /** The first network with messages behind that one, by name. */
    Optional<NetworkId> networkAfter(Optional<NetworkId> network);
}
