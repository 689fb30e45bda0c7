package eu.vigil.node.metrics;

import eu.vigil.node.dispatch.DispatchWatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.journal.JournalWatch;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What is counted while it happens. Every count is an addition to a striped adder: nobody waits for anybody. */
public final class Meters implements JournalWatch, DispatchWatch {
    private static final double[] COMMIT_SECONDS = {
        0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2
    };
    private static final double[] BATCH_UNITS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    private static final double NANOS = 1e9;
    private static final List<String> OUTCOMES = List.of("delivered", "not_now", "refused", "unknown");

    private final DistributionDataPoint commits;
    private final DistributionDataPoint batches;
    private final Counter units;
    private final Counter dials;
    private final Counter receipts;
    private final Counter answers;
    private final Counter pages;
    private final Counter reloads;

    /** Registers all of them. */
    public Meters(PrometheusRegistry registry) {
        commits = Histogram.builder()
                .name("vigil_journal_commit_seconds")
                .help("Time from a batch's first unit to the end of its commit: after it the batch is on disk.")
                .classicOnly()
                .classicUpperBounds(COMMIT_SECONDS)
                .register(registry);
        batches = Histogram.builder()
                .name("vigil_journal_batch_units")
                .help("Units written together in one transaction.")
                .classicOnly()
                .classicUpperBounds(BATCH_UNITS)
                .register(registry);
        units = counter(
                registry, "vigil_journal_units_total", "Units handed to the journal, by how they ended.", "outcome");
        dials = counter(
                registry, "vigil_link_dials_failed_total", "Dials that did not reach their peer.", "network", "peer");
        receipts = counter(
                registry,
                "vigil_receipts_total",
                "Receipts that came from a peer, by whether they proved anything.",
                "network",
                "peer",
                "result");
        answers =
                counter(registry, "vigil_intake_answers_total", "Envelopes that came, by what was answered.", "answer");
        pages = counter(
                registry,
                "vigil_page_attempts_total",
                "Attempts to page, by channel and outcome.",
                "channel",
                "outcome");
        reloads = counter(
                registry, "vigil_config_reloads_total", "Times the configuration was read again (SIGHUP).", "result");
        for (End end : End.values()) {
            units.initLabelValues(word(end));
        }
        units.initLabelValues("committed");
        reloads.initLabelValues("taken");
        reloads.initLabelValues("refused");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** Begins the counts of these at zero: what appears with its first failure does not look like an increase. */
    public void expect(Collection<PeerId> peers, Collection<String> channels) {
        for (PeerId peer : peers) {
            String network = peer.network().value();
            String name = peer.participant().value();
            dials.initLabelValues(network, name);
            receipts.initLabelValues(network, name, "proved");
            receipts.initLabelValues(network, name, "rejected");
        }
        for (String channel : channels) {
            for (String outcome : OUTCOMES) {
                pages.initLabelValues(channel, outcome);
            }
        }
    }

    @Override
    public void committed(int count, Duration taken) {
        commits.observe(taken.toNanos() / NANOS);
        batches.observe(count);
        units.labelValues("committed").inc(count);
    }

    @Override
    public void ended(End end, int count) {
        units.labelValues(word(end)).inc(count);
    }

    @Override
    public void notReached(PeerId peer) {
        dials.labelValues(peer.network().value(), peer.participant().value()).inc();
    }

    @Override
    public void proved(PeerId peer) {
        receipts.labelValues(peer.network().value(), peer.participant().value(), "proved")
                .inc();
    }

    @Override
    public void rejected(PeerId peer) {
        receipts.labelValues(peer.network().value(), peer.participant().value(), "rejected")
                .inc();
    }

    /** An envelope was answered with this decision, or this reason why not now. */
    public void answered(Enum<?> answer) {
        answers.labelValues(word(answer)).inc();
    }

    /** The configuration was read again, and taken or not. */
    public void reloaded(boolean taken) {
        reloads.labelValues(taken ? "taken" : "refused").inc();
    }

    /** The same sender, whose attempts are counted. */
    public PageSender counting(PageSender sender) {
        return (channel, id, notice) -> sender.send(channel, id, notice).thenApply(outcome -> {
            pages.labelValues(channel.name(), word(outcome)).inc();
            return outcome;
        });
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> "delivered";
            case Outcome.NotNow _ -> "not_now";
            case Outcome.Refused _ -> "refused";
            case Outcome.Unknown _ -> "unknown";
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
