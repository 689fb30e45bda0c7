package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.PairLogId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Port: the keys with which peers sign the heads of their logs. */
public interface LogKeys {
    /** The keys of that log's peer, newest first; empty if it is not known today. */
    Optional<List<ByteString>> of(PairLogId log);

    /** All peers that are known today, each as the log that is kept for it. */
    Stream<PairLogId> known();
}
