package eu.vigil.node.doctor;

import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.EscalationLedger;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.Writes;
import eu.vigil.node.escalation.plan.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls somebody when this machine's clock was set (security.md section 4). The node's own time does not follow it, and so no deadline
 * moves; but one of the two is wrong, and only a human can say which.
 */
public final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final InstantSource machine;
    private final InstantSource node;
    private final Escalation escalation;
    /** By how much the machine's clock was ahead when somebody was told last: they began together. */
    private volatile Duration told = Duration.ZERO;

    /** Compares {@code machine}, which somebody may set, with {@code node}, which nobody can. */
    public ClockWatch(InstantSource machine, InstantSource node, Escalation escalation) {
        this.machine = machine;
        this.node = node;
        this.escalation = escalation;
    }

    /** Looks now and every ten seconds. */
    public void start(ScheduledExecutorService timer, Writes<? extends EscalationLedger> writes) {
        var _ = timer.scheduleWithFixedDelay(() -> look(writes), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. What could not be written is told the next time. */
    void look(Writes<? extends EscalationLedger> writes) {
        Duration ahead = Duration.between(node.instant(), machine.instant());
        if (ahead.minus(told).abs().compareTo(ClockCheck.APART_MAX) <= 0) {
            return;
        }
        writes.write((ledger, at) -> escalation.open(ledger, opening(ahead, at), at))
                .whenComplete((incident, failure) -> {
                    if (failure != null) {
                        LOG.atWarn()
                                .setCause(failure)
                                .log("that the clock was set could not be recorded; in a moment again");
                    } else {
                        tell(incident, ahead);
                    }
                });
    }

    private void tell(Incident incident, Duration ahead) {
        told = ahead;
        LOG.atError()
                .addKeyValue("incident", incident.code())
                .addKeyValue("ahead", ahead)
                .log("this machine's clock was set; the node goes on by its own time until it is started again");
    }

    /** Of one setting once a day: a clock that is set to and fro must not call somebody all the time. */
    private static IncidentOpening opening(Duration ahead, Instant at) {
        return new IncidentOpening(
                IncidentKind.CLOCK_STEPPED,
                "%s/%+ds".formatted(LocalDate.ofInstant(at, ZoneOffset.UTC), ahead.toSeconds()),
                Urgency.URGENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
