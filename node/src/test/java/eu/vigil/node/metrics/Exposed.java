package eu.vigil.node.metrics;

import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.escalation.EscalationHealth;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.journal.JournalWatch;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics of a node in which everything happens that can be counted. */
final class Exposed {
    static final Instant NOW = Instant.parse("2026-11-22T02:10:00Z");
    static final PeerId FRANCE = new PeerId(new NetworkId("EU-ART13"), new ParticipantId("FR"));
    static final PeerId ITALY = new PeerId(new NetworkId("EU-ART13"), new ParticipantId("IT"));

    private static final Notice NOTICE = new Notice(
            new IncidentCode("7KQ2-M9XA-04TZ"),
            Urgency.URGENT,
            NOW,
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty());

    final AtomicInteger asked = new AtomicInteger();
    final Meters meters;
    final Scrape scrape;
    Instant now = NOW;
    Optional<Tally> tally = Optional.of(new Tally(
            List.of(new Tally.Waiting(FRANCE, 2, NOW.minusSeconds(90))),
            Optional.of(NOW.minusSeconds(60)),
            Map.of(new Tally.Standing(Side.REQUESTED, RequestState.RECEIVED), 1),
            1,
            Optional.of(NOW.plusSeconds(3600)),
            Map.of(IncidentKind.REQUEST_RECEIVED, 1)));

    Exposed() {
        PrometheusRegistry registry = new PrometheusRegistry();
        meters = new Meters(registry);
        scrape = new Scrape(
                registry,
                new Sources(
                        "1.2.3",
                        () -> List.of(
                                new Sources.PeerLinks(FRANCE, true, false), new Sources.PeerLinks(ITALY, false, false)),
                        () -> {
                            asked.incrementAndGet();
                            return tally;
                        },
                        () -> 5,
                        () -> new EscalationHealth(Optional.of(NOW.minusMillis(500)), Duration.ofSeconds(61)),
                        () -> List.of(new Sources.Validity("tls", "ab12", NOW.plus(Duration.ofDays(13)))),
                        () -> List.of(new Sources.Directory(
                                FRANCE.network(), 7, NOW.plusSeconds(86_400), NOW.plusSeconds(864_000))),
                        () -> 1L << 30,
                        () -> Map.of("store", true, "channel", false),
                        () -> now));
    }

    /** Lets everything happen once that is counted when it happens. */
    Exposed busy() {
        meters.committed(3, Duration.ofMillis(2));
        meters.ended(JournalWatch.End.FAILED, 1);
        meters.notReached(ITALY);
        meters.proved(FRANCE);
        meters.rejected(FRANCE);
        meters.answered(Decision.ACCEPTED);
        meters.reloaded(true);
        PageSender sender = (_, _, _) -> CompletableFuture.completedStage(new Outcome.Delivered(200));
        var _ = meters.counting(sender)
                .send(
                        new Channel(
                                "desk",
                                Channel.Format.STANDARD_WEBHOOKS,
                                URI.create("http://127.0.0.1/"),
                                Optional.empty(),
                                true),
                        new PageId("msg_AAAAAAAAAAAAAAAAAAAAAA"),
                        NOTICE);
        return this;
    }

    /** The value of every sample by its name and labels. */
    Map<String, Double> samples() {
        Map<String, Double> samples = new TreeMap<>();
        scrape.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            samples.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
        return samples;
    }
}
