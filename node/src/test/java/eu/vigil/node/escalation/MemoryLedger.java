package eu.vigil.node.escalation;

import com.google.protobuf.ByteString;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ports in memory, for tests; it passes the same contract as the store. */
final class MemoryLedger implements EscalationLedger, Incidents, Pages, PageTokens, PinnedPolicies {
    private record StepKey(IncidentCode incident, int cycle, int step) {}

    private final Map<IncidentCode, Incident> incidents = new LinkedHashMap<>();
    private final Map<StepKey, FiredStep> fired = new LinkedHashMap<>();
    private final List<StepKey> advanced = new ArrayList<>();
    private final List<StepFault> faults = new ArrayList<>();
    private final Map<PageId, Page> pages = new LinkedHashMap<>();
    private final Map<PageId, String> owners = new HashMap<>();
    private final Map<ByteString, PageId> tokens = new HashMap<>();
    private final MemoryAllClears allClears = new MemoryAllClears(this);
    private final Set<List<String>> hookEvents = new HashSet<>();
    private final Map<String, PinnedPolicy> policies = new HashMap<>();

    @Override
    public Incidents incidents() {
        return this;
    }

    @Override
    public Pages pages() {
        return this;
    }

    @Override
    public AllClears allClears() {
        return allClears;
    }

    @Override
    public HookEvents hookEvents() {
        return event -> hookEvents.add(List.of(event.channel(), event.id()));
    }

    @Override
    public PageTokens pageTokens() {
        return this;
    }

    @Override
    public PinnedPolicies pinnedPolicies() {
        return this;
    }

    @Override
    public boolean insert(Incident incident) {
        if (find(incident.about().kind(), incident.about().subject()).isPresent()) {
            return false;
        }
        return incidents.putIfAbsent(incident.code(), incident) == null;
    }

    @Override
    public Optional<Incident> find(IncidentCode code) {
        return Optional.ofNullable(incidents.get(code));
    }

    @Override
    public Optional<Incident> find(IncidentKind kind, String subject) {
        return incidents.values().stream()
                .filter(one ->
                        one.about().kind() == kind && one.about().subject().equals(subject))
                .findFirst();
    }

    @Override
    public List<Incident> due(Instant now, int max) {
        return openIncidents()
                .filter(one -> !one.nextFiringAt().isAfter(now))
                .sorted(Comparator.comparing(Incident::nextFiringAt))
                .limit(max)
                .toList();
    }

    @Override
    public List<Incident> open(int max) {
        return openIncidents().limit(max).toList();
    }

    @Override
    public List<Incident> ofCase(CaseRef caseRef) {
        return incidents.values().stream()
                .filter(one -> one.about().caseRef().equals(Optional.of(caseRef)))
                .toList();
    }

    @Override
    public void planned(IncidentCode code, Instant plannedThrough, Instant nextFiringAt) {
        Incident old = incidents.get(code);
        incidents.put(
                code,
                new Incident(
                        code,
                        old.about(),
                        old.policyVersion(),
                        old.openedAt(),
                        Optional.of(plannedThrough),
                        nextFiringAt,
                        old.state(),
                        old.acknowledgedBy(),
                        old.endedAt(),
                        old.calledBy()));
    }

    @Override
    public boolean acknowledge(IncidentCode code, Optional<String> person, Instant at) {
        return end(code, person, at, Incident.State.ACKNOWLEDGED, Incident::isOpen);
    }

    @Override
    public boolean close(IncidentCode code, Instant at) {
        Optional<String> person = find(code).flatMap(Incident::acknowledgedBy);
        return end(code, person, at, Incident.State.CLOSED, one -> one.state() != Incident.State.CLOSED);
    }

    private boolean end(
            IncidentCode code, Optional<String> person, Instant at, Incident.State state, Predicate<Incident> from) {
        Incident old = incidents.get(code);
        if (old == null || !from.test(old)) {
            return false;
        }
        incidents.put(
                code,
                new Incident(
                        code,
                        old.about(),
                        old.policyVersion(),
                        old.openedAt(),
                        old.plannedThrough(),
                        old.nextFiringAt(),
                        state,
                        person,
                        Optional.of(old.endedAt().orElse(at)),
                        old.calledBy()));
        return true;
    }

    @Override
    public int openSince(ParticipantId peer, Instant since, int most) {
        return Math.toIntExact(openIncidents()
                .filter(one -> one.about().kind() != IncidentKind.FLOOD)
                .filter(one -> isOf(one, peer) && !one.openedAt().isBefore(since))
                .limit(most)
                .count());
    }

    @Override
    public int requestsSince(ParticipantId peer, Urgency urgency, Instant since, int most) {
        return Math.toIntExact(incidents.values().stream()
                .filter(one -> one.about().kind() == IncidentKind.REQUEST_RECEIVED
                        && one.about().urgency() == urgency)
                .filter(one -> isOf(one, peer) && !one.openedAt().isBefore(since))
                .limit(most)
                .count());
    }

    @Override
    public Optional<Incident> flood(ParticipantId peer, Urgency urgency, boolean drill) {
        return openIncidents()
                .filter(one ->
                        one.about().kind() == IncidentKind.FLOOD && one.about().urgency() == urgency)
                .filter(one -> isOf(one, peer) && one.about().drill() == drill)
                .findFirst();
    }

    @Override
    public List<Incident> calledBy(IncidentCode code) {
        return openIncidents()
                .filter(one -> one.calledBy().equals(Optional.of(code)))
                .toList();
    }

    @Override
    public boolean callsForOthers(IncidentCode code) {
        return !calledBy(code).isEmpty();
    }

    @Override
    public void callForThemselves(IncidentCode calledBy, Instant at) {
        calledBy(calledBy)
                .forEach(old -> incidents.put(
                        old.code(),
                        new Incident(
                                old.code(),
                                old.about(),
                                old.policyVersion(),
                                old.openedAt(),
                                old.plannedThrough(),
                                at,
                                old.state(),
                                old.acknowledgedBy(),
                                old.endedAt(),
                                Optional.empty())));
    }

    private static boolean isOf(Incident incident, ParticipantId peer) {
        return incident.about().peer().equals(Optional.of(peer));
    }

    @Override
    public boolean fired(FiredStep step) {
        return fired.putIfAbsent(new StepKey(step.incident(), step.cycle(), step.step()), step) == null;
    }

    @Override
    public boolean advanced(IncidentCode code, int cycle, int step) {
        StepKey key = new StepKey(code, cycle, step);
        return !advanced.contains(key) && advanced.add(key);
    }

    @Override
    public void fault(StepFault fault) {
        faults.add(fault);
    }

    @Override
    public List<StepFault> faults(int max) {
        return faults.reversed().stream()
                .filter(fault -> incidents.get(fault.incident()).isOpen())
                .limit(max)
                .toList();
    }

    @Override
    public boolean insert(Page page) {
        if (pages.values().stream().anyMatch(one -> one.key().equals(page.key()))) {
            return false;
        }
        pages.put(page.id(), page);
        return true;
    }

    @Override
    public Optional<Page> find(PageId id) {
        return Optional.ofNullable(pages.get(id));
    }

    @Override
    public List<Claim> claim(String owner, Instant now, Instant leaseUntil, Instant failOverAt, int max) {
        List<Page> due = openPages()
                .filter(page -> isDue(page, now))
                .sorted(Comparator.comparing(Page::dueAt)
                        .thenComparingInt(page -> page.key().cycle())
                        .thenComparingInt(page -> page.key().step()))
                .limit(max)
                .toList();
        List<Claim> claims = new ArrayList<>();
        for (Page page : due) {
            boolean first = page.firstAttemptAt().isEmpty();
            Page claimed = new Page(
                    page.id(),
                    page.key(),
                    page.person(),
                    page.dueAt(),
                    Page.State.CLAIMED,
                    page.attempts() + 1,
                    Optional.of(page.firstAttemptAt().orElse(now)),
                    Optional.of(now),
                    page.nextAttemptAt(),
                    Optional.of(leaseUntil),
                    first ? Optional.of(failOverAt) : page.failOverAt(),
                    page.lastResult());
            pages.put(page.id(), claimed);
            owners.put(page.id(), owner);
            claims.add(new Claim(claimed, incidents.get(page.key().incident()), claimed.attempts(), now));
        }
        return claims;
    }

    @Override
    public boolean settle(Claim claim, Settlement settlement) {
        Page page = pages.get(claim.page().id());
        if (page.state() != Page.State.CLAIMED || page.attempts() != claim.number()) {
            return false;
        }
        Optional<Instant> failOver = switch (settlement.failOver()) {
            case AS_PLANNED -> page.failOverAt();
            case NOW -> page.failOverAt().map(_ -> settlement.at());
            case NOT_NEEDED -> Optional.empty();
        };
        put(page, settlement.state(), settlement.at(), failOver, Optional.of(settlement.result()));
        return true;
    }

    @Override
    public int release(String owner, Instant now) {
        List<Page> claimed = pages.values().stream()
                .filter(page -> page.state() == Page.State.CLAIMED && owner.equals(owners.get(page.id())))
                .toList();
        claimed.forEach(page ->
                put(page, Page.State.WAITING, now, page.failOverAt(), Optional.of("unknown: the node stopped")));
        return claimed.size();
    }

    @Override
    public void supersede(IncidentCode incident, int step, int cycle) {
        List<Page> old = pages.values().stream()
                .filter(page -> page.key().incident().equals(incident)
                        && page.key().step() == step
                        && page.key().cycle() < cycle
                        && page.state() == Page.State.WAITING
                        && page.attempts() > 0)
                .toList();
        old.forEach(
                page -> put(page, Page.State.SUPERSEDED, page.nextAttemptAt(), Optional.empty(), page.lastResult()));
    }

    @Override
    public boolean isSuperseded(Page.Key key) {
        return fired.keySet().stream()
                .anyMatch(one ->
                        one.incident().equals(key.incident()) && one.step() == key.step() && one.cycle() > key.cycle());
    }

    @Override
    public List<Page> toFailOver(Instant now, int max) {
        return openPages()
                .filter(page -> page.failOverAt().filter(at -> !at.isAfter(now)).isPresent())
                .limit(max)
                .toList();
    }

    @Override
    public void failedOver(PageId id) {
        Page page = pages.get(id);
        pages.put(
                id,
                new Page(
                        id,
                        page.key(),
                        page.person(),
                        page.dueAt(),
                        page.state(),
                        page.attempts(),
                        page.firstAttemptAt(),
                        page.lastAttemptAt(),
                        page.nextAttemptAt(),
                        page.leaseUntil(),
                        Optional.empty(),
                        page.lastResult()));
    }

    @Override
    public void stop(IncidentCode incident) {
        of(incident).stream()
                .filter(page -> page.state() == Page.State.WAITING)
                .forEach(page ->
                        put(page, Page.State.STOPPED, page.nextAttemptAt(), Optional.empty(), page.lastResult()));
    }

    @Override
    public List<Page> of(IncidentCode incident) {
        return pages.values().stream()
                .filter(page -> page.key().incident().equals(incident))
                .toList();
    }

    @Override
    public List<Page> newest(int max) {
        return List.copyOf(pages.values()).reversed().stream().limit(max).toList();
    }

    @Override
    public Optional<Instant> nextDue() {
        Stream<Instant> ofPages = openPages().flatMap(page -> {
            Stream<Instant> attempt = switch (page.state()) {
                case WAITING -> Stream.of(page.nextAttemptAt());
                case CLAIMED -> page.leaseUntil().stream();
                case DELIVERED, REFUSED, SUPERSEDED, STOPPED -> Stream.empty();
            };
            return Stream.concat(attempt, page.failOverAt().stream());
        });
        return Stream.concat(ofPages, openIncidents().map(Incident::nextFiringAt))
                .min(Comparator.naturalOrder());
    }

    @Override
    public Optional<Instant> oldestUnreached() {
        Map<StepKey, Integer> reached = new HashMap<>(); // under cycle 0: the last cycle that was delivered
        pages.values().stream()
                .filter(page -> page.state() == Page.State.DELIVERED)
                .map(Page::key)
                .forEach(key -> reached.merge(new StepKey(key.incident(), 0, key.step()), key.cycle(), Math::max));
        Stream<Instant> unreached = fired.values().stream()
                .filter(step -> incidents.get(step.incident()).isOpen())
                .filter(step -> step.cycle() > reached.getOrDefault(new StepKey(step.incident(), 0, step.step()), -1))
                .map(FiredStep::due);
        return Stream.concat(unreached, openIncidents().map(Incident::nextFiringAt))
                .min(Comparator.naturalOrder());
    }

    @Override
    public void insert(ByteString hash, PageId page) {
        tokens.put(hash, page);
    }

    @Override
    public Optional<PageId> find(ByteString hash) {
        return Optional.ofNullable(tokens.get(hash));
    }

    @Override
    public void pin(PinnedPolicy policy) {
        policies.putIfAbsent(policy.version(), policy);
    }

    @Override
    public Policy find(String version) {
        return policies.get(version).policy();
    }

    /** Everything that fired, in order. */
    List<FiredStep> firedSteps() {
        return List.copyOf(fired.values());
    }

    private static boolean isDue(Page page, Instant now) {
        return switch (page.state()) {
            case WAITING -> !page.nextAttemptAt().isAfter(now);
            case CLAIMED -> !page.leaseUntil().orElseThrow().isAfter(now);
            case DELIVERED, REFUSED, SUPERSEDED, STOPPED -> false;
        };
    }

    private Stream<Incident> openIncidents() {
        return incidents.values().stream().filter(Incident::isOpen);
    }

    private Stream<Page> openPages() {
        return pages.values().stream()
                .filter(page -> incidents.get(page.key().incident()).isOpen());
    }

    private void put(
            Page page, Page.State state, Instant next, Optional<Instant> failOver, Optional<String> lastResult) {
        pages.put(
                page.id(),
                new Page(
                        page.id(),
                        page.key(),
                        page.person(),
                        page.dueAt(),
                        state,
                        page.attempts(),
                        page.firstAttemptAt(),
                        page.lastAttemptAt(),
                        next,
                        Optional.empty(),
                        failOver,
                        lastResult));
    }
}
