package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.AcknowledgementListener;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.EscalationLedger;
import eu.vigil.node.escalation.HookEvent;
import eu.vigil.node.escalation.InboundHooks;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.Writes;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.logging.Visible;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledgements from channels as the store knows them: each event once, and only of an incident that this very channel was paged about.
 *
 * @param <T> the ledger
 */
public final class StoredHooks<T extends EscalationLedger> implements InboundHooks {
    private static final Logger LOG = LoggerFactory.getLogger(StoredHooks.class);

    private final Supplier<EscalationPlan> plan;
    private final ChannelSecrets secrets;
    private final Escalation escalation;
    private final Writes<T> writes;
    private final AcknowledgementListener<? super T> listener;
    private final InstantSource clock;

    /** Wires it. */
    public StoredHooks(
            Supplier<EscalationPlan> plan,
            ChannelSecrets secrets,
            Escalation escalation,
            Writes<T> writes,
            AcknowledgementListener<? super T> listener,
            InstantSource clock) {
        this.plan = plan;
        this.secrets = secrets;
        this.escalation = escalation;
        this.writes = writes;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public CompletionStage<HookAnswer> receive(Incoming incoming) {
        Channel channel = plan.get().channels().get(incoming.channel());
        if (channel == null || channel.inboundSecret().isEmpty()) {
            return now(new HookAnswer.NoSuchHook());
        }
        Optional<InboundDialect> dialect = InboundDialect.of(channel.format());
        if (dialect.isEmpty()) {
            return now(new HookAnswer.NoSuchHook());
        }
        return switch (dialect.get().read(secrets.inbound(channel), incoming, clock.instant())) {
            case HookReading.Acknowledges(var event, var code, var by) -> acknowledge(channel, event, code, by);
            case HookReading.Other(String why) -> now(new HookAnswer.Ignored(why));
            case HookReading.Stale(String why) -> now(new HookAnswer.Stale(why));
            case HookReading.Malformed(String why) -> now(new HookAnswer.Malformed(why));
            case HookReading.Forged(String why) -> {
                LOG.atWarn()
                        .addKeyValue("channel", channel.name())
                        .addKeyValue("why", why)
                        .log("an acknowledgement was not authentic");
                yield now(new HookAnswer.Forged(why));
            }
        };
    }

    private record Answered(HookAnswer answer, List<IncidentAcknowledged> news) {
        static Answered only(HookAnswer answer) {
            return new Answered(answer, List.of());
        }
    }

    private CompletionStage<HookAnswer> acknowledge(Channel channel, String event, String code, Optional<String> by) {
        IncidentCode incident;
        try {
            incident = new IncidentCode(code);
        } catch (IllegalArgumentException _) {
            return now(new HookAnswer.Ignored("it is about nothing that this node has called about"));
        }
        Optional<String> name = by.map(Visible::of).map(text -> Phrases.cut(text, HookEvent.BY_CHARACTERS_MAX));
        CompletionStage<Answered> written = writes.write(
                (ledger, at) -> answer(ledger, new HookEvent(channel.name(), event, incident, name, at), at));
        return written.thenApply(answered -> {
                    LOG.atInfo()
                            .addKeyValue("channel", channel.name())
                            .addKeyValue("incident", incident)
                            .addKeyValue("by", name.orElse("-"))
                            .addKeyValue("answer", answered.answer().getClass().getSimpleName())
                            .log("an acknowledgement came from a channel");
                    answered.news().forEach(listener::acknowledged);
                    return answered.answer();
                })
                .exceptionally(failure -> {
                    LOG.atError().setCause(failure).log("an acknowledgement from a channel was not written");
                    return new HookAnswer.NotNow();
                });
    }

    private Answered answer(T ledger, HookEvent event, Instant at) {
        Optional<Incident> incident = ledger.incidents().find(event.incident());
        boolean paged = ledger.pages().of(event.incident()).stream()
                .anyMatch(page -> page.key().channel().equals(event.channel()) && page.attempts() > 0);
        if (incident.isEmpty() || !paged) {
            return Answered.only(new HookAnswer.UnknownIncident());
        }
        if (!ledger.hookEvents().insert(event)) {
            return Answered.only(new HookAnswer.Repeated());
        }
        List<Incident> others = ledger.incidents().calledBy(event.incident());
        if (!escalation.acknowledge(ledger, event.incident(), Optional.empty(), at)) {
            return Answered.only(new HookAnswer.WasOver(event.incident()));
        }
        List<IncidentAcknowledged> news = Stream.concat(incident.stream(), others.stream())
                .map(one -> ledger.incidents().find(one.code()).orElseThrow())
                .map(one -> new IncidentAcknowledged(one, Optional.empty(), Optional.empty(), at))
                .toList();
        news.forEach(one -> listener.acknowledging(ledger, one));
        return new Answered(new HookAnswer.Acknowledged(event.incident()), news);
    }

    private static CompletionStage<HookAnswer> now(HookAnswer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
