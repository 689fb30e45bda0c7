package eu.vigil.node.drill;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.protocol.id.MessageId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Port: tests, drills and how the peers stand. Writes happen in the caller's transaction. */
public interface DrillBook {
    /** How every peer stands that was ever to be tried. */
    List<Reach> reaches();

    /** How one stands. */
    Optional<Reach> reach(PeerId peer);

    /** Keeps how a peer stands, in the place of what was known before. */
    void put(Reach reach);

    /** Keeps a trial, in the place of what was known of it before. */
    void put(Trial trial);

    /** The trial of this nonce. */
    Optional<Trial> trial(ByteString nonce);

    /** The open trial of this peer and level. */
    Optional<Trial> open(PeerId peer, Level level);

    /** Open trials that are to be given up at or before {@code now}, the longest due first, at most {@code max}. */
    List<Trial> toGiveUp(Instant now, int max);

    /** Drills of people sent at or after {@code since}, the newest first. */
    List<Trial> humanSince(Instant since);

    /** Counts one ended test of a node on a day of UTC. */
    void count(PeerId peer, LocalDate day, boolean answered);

    /** The tests of nodes that ended on {@code since} or a later day, by peer. */
    List<Tests> testsSince(LocalDate since);

    /** Forgets trials of nodes that ended before {@code trials}, and days before {@code days}. */
    void forget(Instant trials, LocalDate days);

    /** Keeps a peer's drill, in the place of what was known of it before. */
    void put(PeerDrill drill);

    /** A peer's drill. */
    Optional<PeerDrill> received(MessageId id);

    /** How many drills of this peer arrived at or after {@code since}. */
    int receivedSince(PeerId peer, Instant since);

    /** Peers' drills of which a human has come and the peer was not told, at most {@code max}. */
    List<PeerDrill> owed(int max);

    /** Peers' drills that still page and are over at or before {@code now}, at most {@code max}. */
    List<PeerDrill> lapsed(Instant now, int max);

    /**
     * Tests of one peer's node.
     *
     * @param sent all that ended
     * @param answered those that were answered in time
     */
    record Tests(PeerId peer, int sent, int answered) {}
}
