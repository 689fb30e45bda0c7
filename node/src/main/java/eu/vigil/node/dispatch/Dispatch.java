package eu.vigil.node.dispatch;

import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Reads;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Envelope;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Sends what is accepted, to each peer over a link of its own, until the peer has proved that it has it.
 *
 * <p>Everything happens on one thread, the {@code lane}; whatever comes from links, the journal or the store hops onto it first.
 *
 * @param <T> the ledger
 */
public final class Dispatch<T extends DispatchLedger> {
    private final Parts<T> parts;
    private final Map<PeerId, PeerLine<T>> lines = new HashMap<>();
    private final Map<PeerId, PeerStanding> standings = new ConcurrentHashMap<>();

    /**
     * What dispatching needs.
     *
     * @param self this node
     * @param effects what an end of waiting means for the case
     * @param directories the directory in force in a network
     * @param resealing for peers whose key has changed
     * @param lane one thread; every task runs on it in turn
     * @param alarms runs tasks on the lane later
     * @param watch hears how it goes
     * @param <T> the ledger
     */
    public record Parts<T extends DispatchLedger>(
            ParticipantId self,
            Journal<T> journal,
            Reads<? extends T> reads,
            DispatchEffects<? super T> effects,
            Dialler dialler,
            Function<NetworkId, Optional<DirectoryView>> directories,
            Resealing resealing,
            InstantSource clock,
            RandomGenerator random,
            Backoff backoff,
            Executor lane,
            Alarms alarms,
            DispatchWatch watch) {}

    /** Wires it; nothing happens before {@link #start}. */
    public Dispatch(Parts<T> parts) {
        this.parts = parts;
    }

    /** Dials every peer, and takes up what an earlier run accepted and could not end. */
    public void start(Collection<PeerId> peers, List<OutboxRow> waiting) {
        parts.lane().execute(() -> {
            peers.forEach(peer -> line(peer).tick());
            waiting.forEach(row -> line(new PeerId(row.network(), row.peer())).waits(row));
        });
    }

    /** Dials these peers too; those that are dialled already stay as they are. */
    public void dialToo(Collection<PeerId> peers) {
        parts.lane().execute(() -> peers.forEach(peer -> line(peer).tick()));
    }

    /** True if a message for this peer, accepted now, may leave without another word to the journal. */
    public boolean mayAttempt(PeerId peer) {
        return Optional.ofNullable(standings.get(peer)).map(PeerStanding::isUp).orElse(false);
    }

    /** A message is durable: it goes as soon as its peer has credit for it. */
    public void accepted(OutboxRow row, Envelope envelope) {
        parts.lane().execute(() -> line(new PeerId(row.network(), row.peer())).accepted(row, envelope));
    }

    /** The peer has dialled us: it is there, so we need not wait to dial it. */
    public void heard(PeerId peer) {
        parts.lane().execute(() -> line(peer).heard());
    }

    /** How it stands with a peer, for the operator. */
    public PeerStanding standing(PeerId peer) {
        return standings.getOrDefault(peer, PeerStanding.UNKNOWN);
    }

    /** Ends every link once what is in flight is receipted, and dials no more. */
    public void stop() {
        parts.lane().execute(() -> lines.values().forEach(PeerLine::stop));
    }

    private PeerLine<T> line(PeerId peer) {
        return lines.computeIfAbsent(peer, id -> new PeerLine<>(id, parts, standing -> standings.put(id, standing)));
    }
}
