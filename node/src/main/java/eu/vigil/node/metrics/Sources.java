package eu.vigil.node.metrics;

import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.escalation.EscalationHealth;
import eu.vigil.protocol.id.NetworkId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whom to ask when somebody asks for the metrics. Each must answer at once, but for the tally.
 *
 * @param version of this release
 * @param peers the peers of the directories
 * @param tally asked of the store; empty if it does not answer in time
 * @param journalQueue units that wait
 * @param certificates the node's own, as they are shown now
 * @param dataFreeBytes on the disk of the data folder
 * @param parts whether each part that the node's promise rests on is well, by name
 */
public record Sources(
        String version,
        Supplier<? extends Collection<PeerLinks>> peers,
        Supplier<Optional<Tally>> tally,
        IntSupplier journalQueue,
        Supplier<EscalationHealth> pager,
        Supplier<? extends Collection<Validity>> certificates,
        Supplier<? extends Collection<Directory>> directories,
        LongSupplier dataFreeBytes,
        Supplier<Map<String, Boolean>> parts,
        InstantSource clock) {
    /**
     * The links with one peer.
     *
     * @param ours whether the link over which we deliver is open
     * @param theirs whether the peer holds one to us
     */
    public record PeerLinks(PeerId peer, boolean ours, boolean theirs) {}

    /** A directory in force. */
    public record Directory(NetworkId network, long version, Instant freshUntil, Instant expiresAt) {}

    /**
     * Until when a certificate holds.
     *
     * @param use {@code tls}, {@code signing}, {@code encryption}
     * @param name its serial number in hex
     */
    public record Validity(String use, String name, Instant until) {}
}
