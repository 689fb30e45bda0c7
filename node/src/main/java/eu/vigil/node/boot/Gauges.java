package eu.vigil.node.boot;

import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.doctor.HeldCertificate;
import eu.vigil.node.escalation.PageCycle;
import eu.vigil.node.metrics.Sources;
import eu.vigil.node.metrics.Tally;
import eu.vigil.node.operator.Health;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.protocol.id.ParticipantId;
import java.io.File;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at the running parts on behalf of the metrics and of systemd's status line. */
record Gauges(
        ParticipantId self,
        String version,
        Supplier<InForce> inForce,
        Directories directories,
        Storage storage,
        Dispatch<?> dispatch,
        Supplier<Set<PeerId>> listening,
        PageCycle cycle,
        Health health,
        InstantSource clock) {
    private static final Duration TALLY_MAX = Duration.ofSeconds(1);

    Sources sources() {
        File data = inForce.get().config().data().toFile();
        return new Sources(
                version,
                this::peers,
                this::tally,
                storage.journal()::depth,
                cycle::health,
                () -> certificates(inForce.get().keys()),
                () -> directories.all().stream()
                        .map(view -> new Sources.Directory(
                                view.network(), view.version(), view.freshUntil(), view.expiresAt()))
                        .toList(),
                data::getUsableSpace,
                this::parts,
                clock);
    }

    /** For systemd. */
    Signs signs() {
        List<Sources.PeerLinks> peers = peers();
        Optional<Tally> tally = tally();
        return new Signs(
                cycle.health().lastRound(),
                Math.toIntExact(peers.stream().filter(Sources.PeerLinks::ours).count()),
                peers.size(),
                tally.map(Tally::messagesWaiting).orElse(0),
                tally.map(Tally::incidentsOpen).orElse(0));
    }

    private List<Sources.PeerLinks> peers() {
        Set<PeerId> theirs = listening.get();
        return peers(self, directories).stream()
                .map(peer -> new Sources.PeerLinks(peer, dispatch.standing(peer).isUp(), theirs.contains(peer)))
                .toList();
    }

    /** Everybody in the directories but this node. */
    static Collection<PeerId> peers(ParticipantId self, Directories directories) {
        return directories.all().stream()
                .flatMap(directory -> directory.entries().stream()
                        .filter(entry -> !entry.id().equals(self))
                        .map(entry -> new PeerId(directory.network(), entry.id())))
                .toList();
    }

    private Optional<Tally> tally() {
        try {
            return Optional.of(storage.store()
                    .<Tally>read(ledger -> ledger.tallies().tally(clock.instant()))
                    .toCompletableFuture()
                    .get(TALLY_MAX.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Map<String, Boolean> parts() {
        return health.readiness().checks().stream().collect(Collectors.toMap(Health.Check::name, Health.Check::well));
    }

    private static List<Sources.Validity> certificates(NodeKeys keys) {
        return HeldCertificate.of(keys).stream()
                .map(held -> new Sources.Validity(
                        held.name().replace(' ', '-').toLowerCase(Locale.ROOT),
                        held.certificate().getSerialNumber().toString(16),
                        held.certificate().getNotAfter().toInstant()))
                .toList();
    }
}
