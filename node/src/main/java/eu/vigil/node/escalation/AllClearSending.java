package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the {@link AllClearRound} claims, few at once, so that it is never in a page's way. Only the scheduler's thread comes here. */
final class AllClearSending {
    private static final int IN_FLIGHT_MAX = 16;
    private static final Logger LOG = LoggerFactory.getLogger(AllClearSending.class);

    private final Supplier<EscalationPlan> plan;
    private final AllClearSender sender;
    private final Writes<? extends EscalationLedger> writes;
    private final AllClearRound round;
    private final Scheduler scheduler;
    private final Supplier<Instant> now;
    private int inFlight;

    AllClearSending(
            Supplier<EscalationPlan> plan,
            AllClearSender sender,
            Writes<? extends EscalationLedger> writes,
            AllClearRound round,
            Scheduler scheduler,
            Supplier<Instant> now) {
        this.plan = plan;
        this.sender = sender;
        this.writes = writes;
        this.round = round;
        this.scheduler = scheduler;
        this.now = now;
    }

    /** How many more may be claimed. */
    int room() {
        return IN_FLIGHT_MAX - inFlight;
    }

    /** Sends these; each result is written on its own. */
    void start(List<AllClearClaim> claims) {
        inFlight += claims.size();
        for (AllClearClaim claim : claims) {
            send(claim)
                    .whenComplete((outcome, failure) -> scheduler.execute(() ->
                            settle(claim, outcome != null ? outcome : new Outcome.Unknown(String.valueOf(failure)))));
        }
    }

    private CompletionStage<Outcome> send(AllClearClaim claim) {
        AllClear allClear = claim.allClear();
        Map<String, Channel> channels = plan.get().channels();
        Channel channel = channels.get(allClear.key().channel());
        if (channel == null) {
            return CompletableFuture.completedStage(new Outcome.Refused("the channel is no longer configured"));
        }
        Optional<String> person = claim.incident()
                .acknowledgedBy()
                .filter(_ -> channel.internal())
                .map(this::name);
        return sender.sendAllClear(
                channel,
                allClear.id(),
                new AllClearNotice(
                        allClear.key().incident(),
                        claim.incident().about().urgency(),
                        allClear.key().why(),
                        allClear.at(),
                        person));
    }

    private String name(String key) {
        Person person = plan.get().people().get(key);
        return person == null ? key : person.name();
    }

    private void settle(AllClearClaim claim, Outcome outcome) {
        inFlight--;
        AllClear.Key key = claim.allClear().key();
        LOG.atInfo()
                .addKeyValue("incident", key.incident())
                .addKeyValue("channel", key.channel())
                .addKeyValue("why", key.why())
                .addKeyValue("attempt", claim.number())
                .addKeyValue("outcome", outcome.text())
                .log("all-clear attempted");
        Instant asked = now.get();
        writes.write((EscalationLedger ledger, Instant at) ->
                        round.settle(ledger, claim, outcome, asked.isAfter(at) ? asked : at))
                .whenComplete((_, failure) -> {
                    if (failure != null) { // the lease will end, and it is sent again
                        LOG.atError().setCause(failure).log("an all-clear's result was not written");
                    }
                });
    }
}
