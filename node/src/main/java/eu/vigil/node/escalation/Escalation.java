package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Planner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Begins and ends incidents inside the caller's transaction: storing a request and calling somebody about it is one commit.
 */
public final class Escalation {
    private final Supplier<EscalationPlan> plan;
    private final RandomGenerator random;
    private final Bell bell;
    private final StepFiring firing;

    /**
     * Wires it.
     *
     * @param plan the configuration as it stands; incidents pin their policy when they begin
     * @param wall says who is on call
     * @param random unpredictable: it makes the names by which third parties know incidents
     * @param bell wakes the cycle that sends
     */
    public Escalation(Supplier<EscalationPlan> plan, InstantSource wall, RandomGenerator random, Bell bell) {
        this.plan = plan;
        this.random = random;
        this.bell = bell;
        this.firing = new StepFiring(plan, wall, random);
    }

    /**
     * Opens an incident with its first pages; to open the same kind and subject again changes nothing.
     *
     * <p>The cycle is rung at once: what it asks of the journal comes after this transaction, and finds nothing if it fails.
     */
    public Incident open(EscalationLedger ledger, IncidentOpening about, Instant at) {
        Optional<Incident> known = ledger.incidents().find(about.kind(), about.subject());
        if (known.isPresent()) {
            return known.get();
        }
        PinnedPolicy policy = PinnedPolicy.of(plan.get().policyFor(about.urgency()));
        Incident incident = new Incident(
                IncidentCode.of(random),
                about,
                policy.version(),
                at,
                Optional.empty(),
                new Planner(policy.policy(), at).nextAfter(Instant.MIN),
                Incident.State.OPEN,
                Optional.empty(),
                Optional.empty());
        ledger.pinnedPolicies().pin(policy);
        ledger.incidents().insert(incident);
        firing.fireDue(ledger, incident, at);
        bell.ring();
        return incident;
    }

    /**
     * A human has seen it: from this commit on nobody is called any more.
     *
     * @param person key of who acknowledges; empty if a channel did that nobody in particular watches
     * @return false, and nothing changes, if the incident is unknown or was not open
     */
    public boolean acknowledge(EscalationLedger ledger, IncidentCode code, Optional<String> person, Instant at) {
        boolean first = ledger.incidents().acknowledge(code, person, at);
        if (first) {
            ledger.pages().stop(code);
        }
        return first;
    }

    /**
     * The matter is over, seen or not: nobody is called any more and its links are dead.
     *
     * @return false, and nothing changes, if the incident is unknown or was closed
     */
    public boolean close(EscalationLedger ledger, IncidentCode code, Instant at) {
        boolean first = ledger.incidents().close(code, at);
        if (first) {
            ledger.pages().stop(code);
        }
        return first;
    }

    StepFiring firing() {
        return firing;
    }
}
