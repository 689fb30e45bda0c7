package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.escalation.AllClear;
import eu.vigil.node.escalation.AllClearClaim;
import eu.vigil.node.escalation.Claim;
import eu.vigil.node.escalation.FiredStep;
import eu.vigil.node.escalation.HookEvent;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.Page;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.PinnedPolicy;
import eu.vigil.node.escalation.Settlement;
import eu.vigil.node.escalation.Settlement.FailOver;
import eu.vigil.node.escalation.StepFault;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Target;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store must do for escalation. */
abstract class EscalationContract extends StoreContract {
    private static final Policy POLICY = new Policy(
            "urgent",
            List.of(
                    new Policy.Step(Duration.ZERO, List.of(new Target.OfRota("duty"), new Target.OfPerson("bob"))),
                    new Policy.Step(Duration.ofHours(1), List.of())),
            Duration.ofMinutes(15),
            List.of(new Target.OfChannel("desk")));
    private static final Instant SOON = NIGHT.plusSeconds(10);

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void anIncidentComesBackAsItWasAndItsSubjectIsTakenOnce() {
        Incident incident = opened("a");
        assertThat(maybe(t -> t.incidents().find(incident.code()))).contains(incident);
        assertThat(maybe(t -> t.incidents().find(IncidentKind.REQUEST_RECEIVED, "a")))
                .contains(incident);
        assertThat(all(t -> t.incidents().ofCase(new CaseRef("BE-2026-000123"))))
                .containsExactly(incident);
        Policy pinned = read(t -> t.pinnedPolicies().find(incident.policyVersion()));
        assertThat(pinned).isEqualTo(POLICY);
        Incident twin = incident("a");
        assertThat(done(t -> t.incidents().insert(twin))).isFalse();
        assertThat(all(t -> t.incidents().open(9))).containsExactly(incident);
    }

    @Test
    void aFloodIsCountedAndOneIncidentCallsForTheOthersUntilItEnds() {
        ParticipantId be = new ParticipantId("BE");
        Incident alone = opened("a");
        Incident caller = incident(IncidentKind.FLOOD, "BE/URGENT", Optional.empty());
        Incident called = incident(IncidentKind.REQUEST_RECEIVED, "b", Optional.of(caller.code()));
        written(t -> t.incidents().insert(caller));
        written(t -> t.incidents().insert(called));

        assertThat(maybe(t -> t.incidents().flood(be, Urgency.URGENT, false))).contains(caller);
        assertThat(maybe(t -> t.incidents().flood(be, Urgency.EMERGENCY, false)))
                .isEmpty();
        assertThat(maybe(t -> t.incidents().flood(new ParticipantId("NL"), Urgency.URGENT, false)))
                .isEmpty();
        assertThat(all(t -> t.incidents().calledBy(caller.code()))).containsExactly(called);
        assertThat((int) read(t -> t.incidents().openSince(be, NIGHT, 9))).isEqualTo(2);
        assertThat((int) read(t -> t.incidents().openSince(be, NIGHT, 1))).isEqualTo(1);
        assertThat((int) read(t -> t.incidents().openSince(be, SOON, 9))).isZero();
        assertThat((boolean) read(t -> t.incidents().callsForOthers(caller.code())))
                .isTrue();
        assertThat((boolean) read(t -> t.incidents().callsForOthers(called.code())))
                .isFalse();
        written(t -> t.incidents().close(alone.code(), SOON));
        assertThat((int) read(t -> t.incidents().openSince(be, NIGHT, 9))).isEqualTo(1);
        assertThat((int) read(t -> t.incidents().requestsSince(be, Urgency.URGENT, NIGHT, 9)))
                .isEqualTo(2);
        assertThat((int) read(t -> t.incidents().requestsSince(be, Urgency.EMERGENCY, NIGHT, 9)))
                .isZero();

        written(t -> {
            t.incidents().callForThemselves(caller.code(), SOON);
            return true;
        });
        assertThat(all(t -> t.incidents().calledBy(caller.code()))).isEmpty();
        Incident again = maybe(t -> t.incidents().find(called.code())).orElseThrow();
        assertThat(again.calledBy()).isEmpty();
        assertThat(again.nextFiringAt()).isEqualTo(SOON);
    }

    @Test
    void anAllClearIsClaimedUnderALeaseAndSettledUnderItsNumberOnly() {
        Incident incident = opened("a");
        AllClear phone = allClear(incident, "phone", AllClear.Why.ACKNOWLEDGED);
        assertThat(done(t -> t.allClears().insert(phone))).isTrue();
        assertThat(done(t -> t.allClears().insert(allClear(incident, "phone", AllClear.Why.ACKNOWLEDGED))))
                .isFalse();
        assertThat(all(t -> t.allClears().of(incident.code()))).containsExactly(phone);
        assertThat(claims("node-1", NIGHT.minusNanos(1000), SOON)).isEmpty();

        AllClearClaim first = claims("node-1", NIGHT, SOON).getFirst();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.incident()).isEqualTo(incident);
        assertThat(claims("node-2", SOON.minusNanos(1000), SOON)).isEmpty();
        AllClearClaim second = claims("node-2", SOON, SOON.plusSeconds(10)).getFirst();
        assertThat(done(t -> t.allClears().settle(first, AllClear.State.DELIVERED, SOON, "late")))
                .isFalse();
        assertThat(done(t -> t.allClears().settle(second, AllClear.State.WAITING, SOON.plusSeconds(2), "HTTP 500")))
                .isTrue();
        AllClear waits = all(t -> t.allClears().of(incident.code())).getFirst();
        assertThat(waits.state()).isEqualTo(AllClear.State.WAITING);
        assertThat(waits.nextAttemptAt()).isEqualTo(SOON.plusSeconds(2));
        assertThat(waits.lastResult()).contains("HTTP 500");
        assertThat(waits.attempts()).isEqualTo(2);
    }

    @Test
    void anAllClearWaitsForThePageOnItsChannelAndAnOwnersClaimsAreReleased() {
        Incident incident = opened("a");
        written(t -> t.pages().insert(page(incident, 0, 0, "phone", NIGHT)));
        written(t -> t.pages().claim("node-1", NIGHT, SOON, SOON, 9));
        written(t -> t.allClears().insert(allClear(incident, "phone", AllClear.Why.CLOSED)));
        written(t -> t.allClears().insert(allClear(incident, "desk", AllClear.Why.CLOSED)));
        assertThat(claims("node-1", NIGHT, SOON))
                .extracting(claim -> claim.allClear().key().channel())
                .containsExactly("desk");
        assertThat((int) written(t -> t.allClears().release("node-2", SOON))).isZero();
        assertThat((int) written(t -> t.allClears().release("node-1", SOON))).isEqualTo(1);
        assertThat(claims("node-1", SOON, SOON.plusSeconds(9))).hasSize(2);
    }

    @Test
    void aNewerAllClearEndsTheOnesThatNobodyHasTaken() {
        Incident incident = opened("a");
        written(t -> t.allClears().insert(allClear(incident, "phone", AllClear.Why.ACKNOWLEDGED)));
        AllClearClaim claim = claims("node-1", NIGHT, SOON).getFirst();
        written(t -> {
            t.allClears().supersede(incident.code());
            return t.allClears().insert(allClear(incident, "phone", AllClear.Why.CLOSED));
        });
        assertThat(done(t -> t.allClears().settle(claim, AllClear.State.WAITING, SOON, "HTTP 500")))
                .isFalse();
        assertThat(all(t -> t.allClears().of(incident.code())))
                .extracting(AllClear::state)
                .containsExactly(AllClear.State.SUPERSEDED, AllClear.State.WAITING);
    }

    @Test
    void anEventOfAChannelIsKeptOnce() {
        Incident incident = opened("a");
        HookEvent event = new HookEvent("phone", "evt-1", incident.code(), Optional.of("Al"), NIGHT);
        assertThat(done(t -> t.hookEvents().insert(event))).isTrue();
        assertThat(done(t -> t.hookEvents().insert(event))).isFalse();
        assertThat(done(t -> t.hookEvents()
                        .insert(new HookEvent("desk", "evt-1", incident.code(), Optional.empty(), NIGHT))))
                .isTrue();
    }

    private List<AllClearClaim> claims(String owner, Instant now, Instant leaseUntil) {
        return written(t -> t.allClears().claim(owner, now, leaseUntil, 9));
    }

    private AllClear allClear(Incident incident, String channel, AllClear.Why why) {
        return AllClear.waiting(PageId.of(random), new AllClear.Key(incident.code(), channel, why), NIGHT);
    }

    @Test
    void whatIsTakenBackLeavesNoIncidentAndNoPage() {
        Incident incident = incident("a");
        takenBack(t -> {
            t.pinnedPolicies().pin(PinnedPolicy.of(POLICY));
            t.incidents().insert(incident);
            return t.pages().insert(page(incident, 0, 0, "phone", NIGHT));
        });
        assertThat(all(t -> t.incidents().open(9))).isEmpty();
        assertThat(all(t -> t.pages().newest(9))).isEmpty();
    }

    @Test
    void anOpenIncidentIsDueFromItsNextFiringOn() {
        Incident incident = opened("a");
        assertThat(all(t -> t.incidents().due(NIGHT.minusNanos(1000), 9))).isEmpty();
        assertThat(all(t -> t.incidents().due(NIGHT, 9))).containsExactly(incident);
        assertThat(maybe(t -> t.pages().nextDue())).contains(NIGHT);
        written(t -> {
            t.incidents().planned(incident.code(), NIGHT, SOON);
            return 0;
        });
        assertThat(all(t -> t.incidents().due(SOON.minusNanos(1000), 9))).isEmpty();
        assertThat(maybe(t -> t.pages().nextDue())).contains(SOON);
    }

    @Test
    void aKeyHasOnePageAndAStepFiresAndAdvancesOnce() {
        Incident incident = opened("a");
        Page page = page(incident, 0, 0, "phone", NIGHT);
        assertThat(done(t -> t.pages().insert(page))).isTrue();
        Page twin = page(incident, 0, 0, "phone", NIGHT);
        assertThat(done(t -> t.pages().insert(twin))).isFalse();
        assertThat(all(t -> t.pages().of(incident.code()))).containsExactly(page);
        FiredStep step = new FiredStep(incident.code(), 0, 0, NIGHT, NIGHT);
        assertThat(twice(t -> List.of(t.incidents().fired(step), t.incidents().fired(step))))
                .containsExactly(true, false);
        assertThat(twice(t -> List.of(
                        t.incidents().advanced(incident.code(), 0, 0),
                        t.incidents().advanced(incident.code(), 0, 0))))
                .containsExactly(true, false);
    }

    @Test
    void pagesAreClaimedInTheOrderOfThePlanAndOnlyWhenDue() {
        Incident incident = opened("a");
        written(t -> List.of(
                t.pages().insert(page(incident, 1, 0, "phone", NIGHT.plusSeconds(2))),
                t.pages().insert(page(incident, 0, 1, "phone", NIGHT.plusSeconds(1))),
                t.pages().insert(page(incident, 0, 0, "phone", NIGHT)),
                t.pages().insert(page(incident, 2, 0, "phone", SOON.plusSeconds(1)))));
        List<Claim> claims = claim(SOON);
        assertThat(claims)
                .extracting(claim ->
                        claim.page().key().cycle() + "/" + claim.page().key().step())
                .containsExactly("0/0", "0/1", "1/0");
        assertThat(claims.getFirst().incident()).isEqualTo(incident);
        assertThat(claim(SOON)).isEmpty();
        Page claimed = claims.getFirst().page();
        assertThat(maybe(t -> t.pages().find(claimed.id()))).contains(claimed);
        assertThat(claimed.attempts()).isEqualTo(1);
        assertThat(claimed.firstAttemptAt()).contains(SOON);
        assertThat(claimed.failOverAt()).contains(SOON.plusSeconds(15));
    }

    @Test
    void aLeaseThatHasEndedIsClaimedAgainAndTheOldClaimsResultIsNotWritten() {
        Incident incident = opened("a");
        written(t -> t.pages().insert(page(incident, 0, 0, "phone", NIGHT)));
        Claim first = claim(NIGHT).getFirst();
        assertThat(claim(NIGHT.plusSeconds(9))).isEmpty();
        Claim second = claim(NIGHT.plusSeconds(10)).getFirst();
        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(settle(first, Page.State.REFUSED, FailOver.NOW)).isFalse();
        assertThat(settle(second, Page.State.DELIVERED, FailOver.NOT_NEEDED)).isTrue();
        assertThat(settle(second, Page.State.REFUSED, FailOver.NOW)).isFalse();
        Page page = read(t -> t.pages().of(incident.code())).getFirst();
        assertThat(page.state()).isEqualTo(Page.State.DELIVERED);
        assertThat(page.failOverAt()).isEmpty();
        assertThat(page.lastResult()).contains("a result");
        assertThat(page.firstAttemptAt()).contains(NIGHT);
        assertThat(page.lastAttemptAt()).contains(NIGHT.plusSeconds(10));
    }

    @Test
    void nothingIsClaimedAfterAnAcknowledgementAndOnlyTheFirstCounts() {
        Incident incident = opened("a");
        written(t -> List.of(
                t.pages().insert(page(incident, 0, 0, "phone", NIGHT)),
                t.pages().insert(page(incident, 0, 0, "push", NIGHT.plusSeconds(1)))));
        Claim claim = claim(NIGHT).getFirst();
        assertThat(twice(t -> List.of(
                        t.incidents().acknowledge(incident.code(), Optional.of("alice"), SOON),
                        t.incidents().acknowledge(incident.code(), Optional.of("bob"), SOON))))
                .containsExactly(true, false);
        written(t -> {
            t.pages().stop(incident.code());
            return 0;
        });
        assertThat(claim(NIGHT.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(all(t -> t.incidents().due(NIGHT.plus(Duration.ofDays(1)), 9)))
                .isEmpty();
        assertThat(maybe(t -> t.pages().nextDue())).isEmpty();
        assertThat(all(t -> t.pages().toFailOver(NIGHT.plus(Duration.ofDays(1)), 9)))
                .isEmpty();
        Incident ended = read(t -> t.incidents().find(incident.code())).orElseThrow();
        assertThat(ended.acknowledgedBy()).contains("alice");
        assertThat(ended.endedAt()).contains(SOON);
        // What was under way may still say how it ended.
        assertThat(settle(claim, Page.State.DELIVERED, FailOver.NOT_NEEDED)).isTrue();
        assertThat(all(t -> t.pages().of(incident.code())))
                .extracting(Page::state)
                .containsExactly(Page.State.DELIVERED, Page.State.STOPPED);
        assertThat(twice(t -> List.of(
                        t.incidents().close(incident.code(), SOON.plusSeconds(1)),
                        t.incidents().close(incident.code(), SOON.plusSeconds(1)))))
                .containsExactly(true, false);
        assertThat(maybe(t -> t.incidents().find(incident.code())).orElseThrow().endedAt())
                .contains(SOON);
    }

    @Test
    void anOwnerThatHasJustStartedAttemptsNothing() {
        Incident incident = opened("a");
        written(t -> t.pages().insert(page(incident, 0, 0, "phone", NIGHT)));
        Claim claim = claim(NIGHT).getFirst();
        assertThat(released("another")).isZero();
        assertThat(released("node-1")).isEqualTo(1);
        assertThat(settle(claim, Page.State.DELIVERED, FailOver.NOT_NEEDED)).isFalse();
        assertThat(claim(SOON).getFirst().page().id()).isEqualTo(claim.page().id());
    }

    @Test
    void aFailOverIsDueOnceAndARefusalMakesItDueAtOnce() {
        Incident incident = opened("a");
        written(t -> t.pages().insert(page(incident, 0, 0, "phone", NIGHT)));
        Claim claim = claim(NIGHT).getFirst();
        assertThat(all(t -> t.pages().toFailOver(NIGHT.plusSeconds(14), 9))).isEmpty();
        assertThat(settle(claim, Page.State.REFUSED, FailOver.NOW)).isTrue();
        assertThat(all(t -> t.pages().toFailOver(SOON, 9))).hasSize(1);
        written(t -> {
            t.pages().failedOver(claim.page().id());
            return 0;
        });
        assertThat(all(t -> t.pages().toFailOver(SOON.plus(Duration.ofDays(1)), 9)))
                .isEmpty();
    }

    @Test
    void aLaterCycleSupersedesWhatWasAttemptedAndNotWhatWasNot() {
        Incident incident = opened("a");
        written(t -> t.pages().insert(page(incident, 0, 0, "phone", NIGHT)));
        settle(claim(NIGHT).getFirst(), Page.State.WAITING, FailOver.AS_PLANNED);
        Page fresh = page(incident, 1, 0, "phone", NIGHT);
        written(t -> {
            t.pages().insert(fresh);
            t.incidents().fired(new FiredStep(incident.code(), 2, 0, SOON, SOON));
            t.pages().supersede(incident.code(), 0, 2);
            return 0;
        });
        assertThat(all(t -> t.pages().of(incident.code())))
                .extracting(Page::state)
                .containsExactly(Page.State.SUPERSEDED, Page.State.WAITING);
        assertThat(answered(t -> t.pages().isSuperseded(fresh.key()))).isTrue();
        assertThat(answered(t -> t.pages()
                        .isSuperseded(new Page.Key(incident.code(), 2, 0, new Target.OfRota("duty"), "phone"))))
                .isFalse();
    }

    @Test
    void aStepReachesNobodyUntilOneOfItsPagesIsDelivered() {
        Incident incident = opened("a");
        written(t -> {
            t.incidents().planned(incident.code(), NIGHT, NIGHT.plusSeconds(900));
            t.incidents().fired(new FiredStep(incident.code(), 0, 0, NIGHT, NIGHT));
            return t.pages().insert(page(incident, 0, 0, "phone", NIGHT));
        });
        assertThat(maybe(t -> t.pages().oldestUnreached())).contains(NIGHT);
        settle(claim(NIGHT).getFirst(), Page.State.DELIVERED, FailOver.NOT_NEEDED);
        assertThat(maybe(t -> t.pages().oldestUnreached())).contains(NIGHT.plusSeconds(900));
    }

    @Test
    void aTokenLeadsToItsPageAndOnlyItsHashIsKept() {
        Incident incident = opened("a");
        Page page = page(incident, 0, 0, "phone", NIGHT);
        ByteString hash = ByteString.copyFrom(new byte[32]);
        written(t -> {
            t.pages().insert(page);
            t.pageTokens().insert(hash, page.id());
            return 0;
        });
        assertThat(maybe(t -> t.pageTokens().find(hash))).contains(page.id());
        assertThat(maybe(t -> t.pageTokens().find(ByteString.copyFrom(new byte[31]))))
                .isEmpty();
    }

    @Test
    void aFaultIsShownOnceWhileItsIncidentIsOpen() {
        Incident incident = opened("a");
        StepFault fault = new StepFault(incident.code(), 0, 0, NIGHT, "the step calls nobody");
        written(t -> {
            t.incidents().fired(new FiredStep(incident.code(), 0, 0, NIGHT, NIGHT));
            t.incidents().fault(fault);
            t.incidents().fault(fault);
            return 0;
        });
        assertThat(all(t -> t.incidents().faults(9))).containsExactly(fault);
        written(t -> t.incidents().close(incident.code(), SOON));
        assertThat(all(t -> t.incidents().faults(9))).isEmpty();
    }

    private <A> Optional<A> maybe(Function<StoreTransaction, Optional<A>> question) {
        return read(question);
    }

    private <A> List<A> all(Function<StoreTransaction, List<A>> question) {
        return read(question);
    }

    private boolean answered(Function<StoreTransaction, Boolean> question) {
        return read(question);
    }

    private boolean done(Function<StoreTransaction, Boolean> work) {
        return written(work);
    }

    private List<Boolean> twice(Function<StoreTransaction, List<Boolean>> work) {
        return written(work);
    }

    private int released(String owner) {
        return written(t -> t.pages().release(owner, SOON));
    }

    private List<Claim> claim(Instant now) {
        return written(t -> t.pages().claim("node-1", now, now.plusSeconds(10), now.plusSeconds(15), 9));
    }

    private boolean settle(Claim claim, Page.State state, FailOver failOver) {
        return written(t -> t.pages().settle(claim, new Settlement(state, SOON, failOver, "a result")));
    }

    private Incident opened(String subject) {
        Incident incident = incident(subject);
        written(t -> {
            t.pinnedPolicies().pin(PinnedPolicy.of(POLICY));
            t.pinnedPolicies().pin(PinnedPolicy.of(POLICY));
            return t.incidents().insert(incident);
        });
        return incident;
    }

    private Incident incident(String subject) {
        return incident(IncidentKind.REQUEST_RECEIVED, subject, Optional.empty());
    }

    private Incident incident(IncidentKind kind, String subject, Optional<IncidentCode> calledBy) {
        return new Incident(
                IncidentCode.of(Instant.EPOCH, random),
                new IncidentOpening(
                        kind,
                        subject,
                        Urgency.URGENT,
                        Optional.of(new ParticipantId("BE")),
                        Optional.of(new CaseRef("BE-2026-000123")),
                        Optional.empty(),
                        Optional.of(NIGHT.plus(Duration.ofHours(8))),
                        false),
                PinnedPolicy.of(POLICY).version(),
                NIGHT,
                Optional.empty(),
                NIGHT,
                Incident.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                calledBy);
    }

    private Page page(Incident incident, int cycle, int step, String channel, Instant due) {
        Page.Key key = new Page.Key(incident.code(), cycle, step, new Target.OfRota("duty"), channel);
        return Page.waiting(PageId.of(random), key, Optional.of("alice"), due, due);
    }
}
