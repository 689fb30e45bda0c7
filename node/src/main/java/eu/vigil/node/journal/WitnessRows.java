package eu.vigil.node.journal;

import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.protocol.wire.ConsistencyProof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the rows of what the peers' logs for us have shown. */
public interface WitnessRows {
    /** The witnessed head of the peer's newest epoch. */
    Optional<HeadReading.Signed> newest(PairLogId log);

    /** The witnessed head of one epoch of the peer's log. */
    Optional<HeadReading.Signed> find(PairLogId log, int epoch);

    /** Keeps the first head of an epoch; false if there is one. */
    boolean first(PairLogId log, int epoch, HeadReading.Signed shown, Instant at);

    /** Puts {@code shown} in the place of {@code known}; false if {@code known} is no longer the witnessed one. */
    boolean advance(PairLogId log, int epoch, Head known, HeadReading.Signed shown, Instant at);

    /** Keeps the evidence that a log forked: two signed heads and, unless they are of one size, the proof that failed. */
    void forked(PairLogId log, Fork fork, Instant at);

    /** The evidence of a peer's forks, oldest first. */
    List<Fork> forks(PairLogId log);

    /** Two signed heads of one log that cannot both be true, for anybody to check with the log's key. */
    record Fork(String knownNote, String shownNote, Optional<ConsistencyProof> proof) {}
}
