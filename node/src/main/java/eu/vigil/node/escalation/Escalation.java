package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Planner;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Begins and ends incidents inside the caller's transaction: storing a request and calling somebody about it is one commit.
 */
public final class Escalation {
    /** For what calls nobody. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Supplier<EscalationPlan> plan;
    private final RandomGenerator random;
    private final Bell bell;
    private final StepFiring firing;
    /** As many as the configuration has had since the start. */
    private final Map<Policy, PinnedPolicy> pinned = new ConcurrentHashMap<>();

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
        return Flood.swallows(ledger.incidents(), about, at) ? join(ledger, about, at) : begin(ledger, about, at);
    }

    private Incident begin(EscalationLedger ledger, IncidentOpening about, Instant at) {
        Policy policy = policy(about);
        Instant first = new Planner(policy, at).nextAfter(Instant.MIN);
        Incident incident = keep(ledger, about, policy, at, first, Optional.empty());
        firing.fireDue(ledger, incident, at);
        bell.ring();
        return incident;
    }

    /** Calls nobody for itself: there is one call already for what is as urgent and of the same peer, or it begins now. */
    private Incident join(EscalationLedger ledger, IncidentOpening about, Instant at) {
        ParticipantId peer = about.peer().orElseThrow();
        Incident caller = ledger.incidents()
                .flood(peer, about.urgency(), about.drill())
                .orElseGet(() -> begin(ledger, Flood.opening(peer, about.urgency(), about, at), at));
        return keep(ledger, about, policy(about), at, NEVER, Optional.of(caller.code()));
    }

    private Policy policy(IncidentOpening about) {
        return plan.get().policyFor(about.urgency());
    }

    private Incident keep(
            EscalationLedger ledger,
            IncidentOpening about,
            Policy policy,
            Instant at,
            Instant nextFiringAt,
            Optional<IncidentCode> calledBy) {
        PinnedPolicy version = pinned.computeIfAbsent(policy, PinnedPolicy::of);
        Incident incident = new Incident(
                about.drill() ? IncidentCode.ofDrill(random) : IncidentCode.of(at, random),
                about,
                version.version(),
                at,
                Optional.empty(),
                nextFiringAt,
                Incident.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                calledBy);
        ledger.pinnedPolicies().pin(version);
        ledger.incidents().insert(incident);
        return incident;
    }

    /**
     * Calls everybody once more who was called about an open incident, at once and under new ids: who asks for it wants the telephone to
     * ring again, also where the far end took the first page. Of an incident for which another calls, that other's people.
     */
    public void again(EscalationLedger ledger, Incident incident, Instant at) {
        Incident calling = incident.calledBy().flatMap(ledger.incidents()::find).orElse(incident);
        firing.again(ledger, calling, at);
        bell.ring();
    }

    /**
     * A human has seen it: from this commit on nobody is called any more. Who acknowledges an incident that stands for others has
     * seen those too.
     *
     * @param person key of who acknowledges; empty if a channel did that nobody in particular watches
     * @return false, and nothing changes, if the incident is unknown or was not open
     */
    public boolean acknowledge(EscalationLedger ledger, IncidentCode code, Optional<String> person, Instant at) {
        boolean first = ledger.incidents().acknowledge(code, person, at);
        if (first) {
            ledger.pages().stop(code);
            tell(ledger, code, AllClear.Why.ACKNOWLEDGED, at);
            ledger.incidents().calledBy(code).forEach(other -> acknowledge(ledger, other.code(), person, at));
            endCallerOf(ledger, code, at);
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
            tell(ledger, code, AllClear.Why.CLOSED, at);
            ledger.incidents().callForThemselves(code, at);
            endCallerOf(ledger, code, at);
        }
        return first;
    }

    /** Every channel that may have taken a page of it is told, in the same commit. */
    private void tell(EscalationLedger ledger, IncidentCode code, AllClear.Why why, Instant at) {
        ledger.allClears().supersede(code);
        List<String> channels = ledger.pages().of(code).stream()
                .filter(page -> page.attempts() > 0 && page.state() != Page.State.REFUSED)
                .map(page -> page.key().channel())
                .distinct()
                .toList();
        for (String channel : channels) {
            ledger.allClears().insert(AllClear.waiting(PageId.of(random), new AllClear.Key(code, channel, why), at));
        }
        if (!channels.isEmpty()) {
            bell.ring();
        }
    }

    /** Whoever called for it has nothing to call about any more if it was the last. */
    private void endCallerOf(EscalationLedger ledger, IncidentCode ended, Instant at) {
        ledger.incidents()
                .find(ended)
                .flatMap(Incident::calledBy)
                .filter(caller -> !ledger.incidents().callsForOthers(caller))
                .flatMap(ledger.incidents()::find)
                .filter(Incident::isOpen)
                .ifPresent(caller -> close(ledger, caller.code(), at));
    }

    StepFiring firing() {
        return firing;
    }
}
