package eu.vigil.node.metrics;

import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.metrics.Tally.Waiting;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is measured when it is asked for. Peers are those of the directories and of the store: nobody adds a label by knocking. */
final class Readings {
    private static final double MILLIS = 1e3;

    private final PrometheusRegistry registry;
    private final Sources sources;
    private final Supplier<Optional<Tally>> tally;

    /**
     * Registers all of them.
     *
     * @param tally as of this scrape
     */
    Readings(PrometheusRegistry registry, Sources sources, Supplier<Optional<Tally>> tally) {
        this.registry = registry;
        this.sources = sources;
        this.tally = tally;
        Info.builder()
                .name("vigil_build_info")
                .help("The release that runs.")
                .labelNames("version")
                .register(registry)
                .addLabelValues(sources.version());
        peers();
        store();
        pager();
        validity();
        parts();
    }

    private void peers() {
        gauge(
                "vigil_link_open",
                "Whether the link is open: out is ours, over which we deliver; in is the peer's.",
                reading -> sources.peers().get().forEach(links -> {
                    reading.is(links.ours() ? 1 : 0, links.peer(), "out");
                    reading.is(links.theirs() ? 1 : 0, links.peer(), "in");
                }),
                "network",
                "peer",
                "direction");
        gauge(
                "vigil_queue_messages",
                "Accepted messages that the peer has not receipted.",
                reading -> queues().forEach(queue -> reading.is(queue.messages(), queue.peer())),
                "network",
                "peer");
        gauge(
                "vigil_queue_oldest_seconds",
                "Age of the oldest accepted message that the peer has not receipted; 0 if there is none.",
                reading -> queues().forEach(queue -> reading.is(age(queue.oldestAcceptedAt()), queue.peer())),
                "network",
                "peer");
    }

    /** All peers, those for whom nothing waits too: an alert needs a zero to see that it is over. */
    private List<Waiting> queues() {
        return tally.get()
                .map(counts -> Stream.concat(
                                counts.waiting().stream(),
                                sources.peers().get().stream()
                                        .map(Sources.PeerLinks::peer)
                                        .filter(peer -> counts.waiting().stream()
                                                .noneMatch(waiting ->
                                                        waiting.peer().equals(peer)))
                                        .map(peer -> new Waiting(
                                                peer, 0, sources.clock().instant())))
                        .toList())
                .orElse(List.of());
    }

    private void store() {
        gauge(
                "vigil_journal_queue_units",
                "Units that wait for the journal.",
                reading -> reading.is(sources.journalQueue().getAsInt()));
        gauge(
                "vigil_receipts_oldest_missing_seconds",
                "Age of the oldest message that has left and has no receipt; 0 if there is none.",
                reading -> tally.get()
                        .ifPresent(counts -> reading.is(
                                counts.oldestAttempted().map(this::age).orElse(0.0))));
        gauge(
                "vigil_requests",
                "Requests that have not ended, by whose they are and where they stand.",
                reading -> tally.get()
                        .ifPresent(counts -> counts.requests()
                                .forEach((standing, count) -> reading.is(
                                        count, Meters.word(standing.side()), Meters.word(standing.state())))),
                "side",
                "state");
        gauge(
                "vigil_requests_overdue",
                "Requests from others whose feasibility reply is late.",
                reading -> tally.get().ifPresent(counts -> reading.is(counts.overdue())));
        gauge(
                "vigil_feasibility_due_seconds",
                "Time left until the next feasibility reply of ours is due, negative once it is late; absent if none is.",
                reading -> tally.get().flatMap(Tally::feasibilityDue).ifPresent(due -> reading.is(left(due))));
        gauge(
                "vigil_incidents_open",
                "Incidents that nobody has acknowledged yet.",
                reading -> tally.get()
                        .ifPresent(counts -> Arrays.stream(eu.vigil.node.escalation.IncidentKind.values())
                                .forEach(kind ->
                                        reading.is(counts.incidents().getOrDefault(kind, 0), Meters.word(kind)))),
                "kind");
        gauge(
                "vigil_store_answers",
                "Whether the store answered in time for this scrape; without it what is counted there is absent.",
                reading -> reading.is(tally.get().isPresent() ? 1 : 0));
        gauge(
                "vigil_data_free_bytes",
                "Free on the disk of the data folder.",
                reading -> reading.is((double) sources.dataFreeBytes().getAsLong()));
    }

    private void pager() {
        gauge(
                "vigil_page_oldest_overdue_seconds",
                "For how long the longest overdue page has reached nobody; 0 if none is overdue.",
                reading -> reading.is(seconds(sources.pager().get().oldestOverdue())));
        gauge(
                "vigil_escalation_round_age_seconds",
                "Time since the pager last looked for what is due; absent before the first time.",
                reading -> sources.pager().get().lastRound().ifPresent(last -> reading.is(age(last))));
    }

    private void validity() {
        gauge(
                "vigil_certificate_expires_seconds",
                "Time left until the certificate expires, negative afterwards.",
                reading -> sources.certificates()
                        .get()
                        .forEach(held -> reading.is(left(held.until()), held.use(), held.name())),
                "use",
                "name");
        gauge(
                "vigil_directory_version",
                "The version of the directory in force.",
                reading -> sources.directories()
                        .get()
                        .forEach(view -> reading.is(
                                (double) view.version(), view.network().value())),
                "network");
        gauge(
                "vigil_directory_fresh_seconds",
                "Time left in which the directory is fresh, negative once a newer one is due.",
                reading -> sources.directories()
                        .get()
                        .forEach(view -> reading.is(
                                left(view.freshUntil()), view.network().value())),
                "network");
        gauge(
                "vigil_directory_expires_seconds",
                "Time left until the directory may no longer be loaded, negative afterwards.",
                reading -> sources.directories()
                        .get()
                        .forEach(view -> reading.is(
                                left(view.expiresAt()), view.network().value())),
                "network");
    }

    private void parts() {
        gauge(
                "vigil_part_well",
                "Whether a part that the node's promise rests on is well, as /health/ready judges it.",
                reading -> sources.parts().get().forEach((part, well) -> reading.is(well ? 1 : 0, part)),
                "part");
    }

    private void gauge(String name, String help, Consumer<Reading> read, String... labels) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(all -> read.accept(new Reading(all)))
                .register(registry);
    }

    /** Takes the values of one gauge. */
    private record Reading(GaugeWithCallback.Callback all) {
        void is(double value, String... labels) {
            all.call(value, labels);
        }

        void is(double value, PeerId peer) {
            all.call(value, peer.network().value(), peer.participant().value());
        }

        void is(double value, PeerId peer, String more) {
            all.call(value, peer.network().value(), peer.participant().value(), more);
        }
    }

    private double age(Instant since) {
        return Math.max(0, seconds(Duration.between(since, sources.clock().instant())));
    }

    private double left(Instant until) {
        return seconds(Duration.between(sources.clock().instant(), until));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
