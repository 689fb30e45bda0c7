package eu.vigil.node.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerQueue.Action;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerQueueTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final ParticipantId BE = new ParticipantId("BE");

    private final SplittableRandom random = new SplittableRandom(7);
    private final PeerQueue queue = new PeerQueue(Backoff.DEFAULT, random, NIGHT);
    private int cases;
    private long leaves;

    @Test
    void theFirstMessageDialsAtOnceAndGoesWhenTheLinkOpens() {
        OutboxRow row = attempted(Lane.URGENT);
        assertThat(queue.accepted(row, NIGHT)).containsExactly(new Action.Dial());
        assertThat(queue.linkOpened(LaneCredits.each(1), NIGHT)).containsExactly(new Action.Send(row));
    }

    @Test
    void nothingIsSentBeforeItIsRecordedThatAnAttemptMayHaveBeenMade() {
        OutboxRow row = fresh(Lane.URGENT);
        queue.accepted(row, NIGHT);
        assertThat(queue.linkOpened(LaneCredits.each(1), NIGHT)).containsExactly(new Action.Mark(row));
        assertThat(queue.tick(NIGHT)).isEmpty();
        assertThat(queue.marked(row.id(), NIGHT)).containsExactly(new Action.Send(row.afterAttempt()));
    }

    @Test
    void anEmergencyOvertakesWhatIsUrgentAndThatWhatIsRoutine() {
        OutboxRow routine = attempted(Lane.ROUTINE);
        OutboxRow urgent = attempted(Lane.URGENT);
        OutboxRow emergency = attempted(Lane.EMERGENCY);
        queue.accepted(routine, NIGHT);
        queue.accepted(urgent, NIGHT);
        queue.accepted(emergency, NIGHT);
        assertThat(queue.linkOpened(LaneCredits.each(2), NIGHT))
                .containsExactly(new Action.Send(emergency), new Action.Send(urgent), new Action.Send(routine));
    }

    @Test
    void aLaneWithoutCreditKeepsNoOtherFromGoing() {
        OutboxRow emergency = attempted(Lane.EMERGENCY);
        OutboxRow routine = attempted(Lane.ROUTINE);
        OutboxRow another = attempted(Lane.ROUTINE);
        queue.accepted(emergency, NIGHT);
        queue.accepted(routine, NIGHT);
        queue.accepted(another, NIGHT);
        LaneCredits onlyRoutine = LaneCredits.NONE.plus(Lane.ROUTINE, 1);
        assertThat(queue.linkOpened(onlyRoutine, NIGHT)).containsExactly(new Action.Send(routine));
        assertThat(queue.creditGranted(Lane.EMERGENCY, 2, NIGHT)).containsExactly(new Action.Send(emergency));
        assertThat(queue.creditGranted(Lane.ROUTINE, 1, NIGHT)).containsExactly(new Action.Send(another));
    }

    @Test
    void whatIsBeingMarkedKeepsItsCreditInItsLane() {
        OutboxRow marking = fresh(Lane.URGENT);
        OutboxRow later = attempted(Lane.URGENT);
        OutboxRow routine = attempted(Lane.ROUTINE);
        queue.accepted(marking, NIGHT);
        queue.accepted(later, NIGHT);
        queue.accepted(routine, NIGHT);
        assertThat(queue.linkOpened(LaneCredits.each(1), NIGHT))
                .containsExactly(new Action.Mark(marking), new Action.Send(routine));
    }

    @Test
    void aCaseKeepsItsOrderEvenIfWhatComesLaterIsMoreUrgent() {
        OutboxRow request = attempted(Lane.ROUTINE);
        OutboxRow withdrawal = row(Lane.EMERGENCY, request.caseRef().orElseThrow(), true);
        queue.accepted(request, NIGHT);
        queue.accepted(withdrawal, NIGHT);
        assertThat(queue.linkOpened(LaneCredits.each(9), NIGHT)).containsExactly(new Action.Send(request));
        assertThat(queue.busy(request.id(), Duration.ofSeconds(5), NIGHT)).isEmpty();
        assertThat(queue.tick(NIGHT.plusSeconds(5))).containsExactly(new Action.Send(request));
        assertThat(queue.receipted(request.id(), NIGHT)).containsExactly(new Action.Send(withdrawal));
    }

    @Test
    void aCaseHasOneUnreceiptedMessageAtATimeSoItsOrderIsKept() {
        OutboxRow first = attempted(Lane.URGENT);
        OutboxRow second = sameCase(first);
        queue.accepted(first, NIGHT);
        queue.accepted(second, NIGHT);
        assertThat(queue.linkOpened(LaneCredits.each(10), NIGHT)).containsExactly(new Action.Send(first));
        assertThat(queue.receipted(first.id(), NIGHT)).containsExactly(new Action.Send(second));
    }

    @Test
    void whatWasUnreceiptedWhenTheLinkBrokeIsSentAgainOnTheNext() {
        OutboxRow row = attempted(Lane.URGENT);
        queue.accepted(row, NIGHT);
        queue.linkOpened(LaneCredits.each(1), NIGHT);
        assertThat(queue.linkClosed(NIGHT)).isEmpty();
        Instant later = queue.wakeAt().orElseThrow();
        assertThat(Duration.between(NIGHT, later)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(queue.tick(later)).containsExactly(new Action.Dial());
        assertThat(queue.linkOpened(LaneCredits.each(1), later)).containsExactly(new Action.Send(row));
    }

    @Test
    void eachFailedDialWaitsLongerUpToThirtySeconds() {
        queue.tick(NIGHT);
        Instant now = NIGHT;
        Duration longest = Duration.ZERO;
        for (int failure = 1; failure <= 40; failure++) {
            queue.linkClosed(now);
            Instant redial = queue.wakeAt().orElseThrow();
            longest = Duration.between(now, redial);
            assertThat(longest).isBetween(Duration.ofMillis(250), Duration.ofSeconds(30));
            now = redial;
            assertThat(queue.tick(now)).containsExactly(new Action.Dial());
        }
        assertThat(longest).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aPeerThatIsHeardFromIsDialledAtOnce() {
        queue.tick(NIGHT);
        queue.linkClosed(NIGHT);
        assertThat(queue.tick(NIGHT)).isEmpty();
        assertThat(queue.peerHeard(NIGHT)).containsExactly(new Action.Dial());
    }

    @Test
    void aBusyAnswerIsTriedAgainWhenThePeerSaidAndNotBefore() {
        OutboxRow row = attempted(Lane.URGENT);
        queue.accepted(row, NIGHT);
        queue.linkOpened(LaneCredits.each(1), NIGHT);
        queue.creditGranted(Lane.URGENT, 1, NIGHT);
        assertThat(queue.busy(row.id(), Duration.ofSeconds(5), NIGHT)).isEmpty();
        assertThat(queue.wakeAt()).contains(NIGHT.plusSeconds(5));
        assertThat(queue.tick(NIGHT.plusSeconds(5))).containsExactly(new Action.Send(row));
    }

    @Test
    void whatABusyPeerPutsOffIsNotOvertakenByWhatFollowsInItsCase() {
        OutboxRow first = attempted(Lane.URGENT);
        OutboxRow second = sameCase(first);
        queue.accepted(first, NIGHT);
        queue.linkOpened(LaneCredits.each(1), NIGHT);
        queue.accepted(second, NIGHT);
        queue.creditGranted(Lane.URGENT, 2, NIGHT);
        assertThat(queue.busy(first.id(), Duration.ofSeconds(5), NIGHT)).isEmpty();
        assertThat(queue.tick(NIGHT.plusSeconds(5))).containsExactly(new Action.Send(first));
    }

    @Test
    void afterItsExpiryWhatWasNeverTriedIsUndeliverable() {
        OutboxRow row = fresh(Lane.URGENT);
        queue.accepted(row, NIGHT);
        queue.linkClosed(NIGHT);
        assertThat(queue.tick(row.expiresAt())).contains(new Action.Undeliverable(row));
        assertThat(queue.depth()).isZero();
    }

    @Test
    void afterItsExpiryWhatWasTriedIsInDoubtOnceAndStillSentUntilItsReceipt() {
        OutboxRow row = attempted(Lane.URGENT);
        queue.accepted(row, NIGHT);
        queue.linkClosed(NIGHT);
        assertThat(queue.tick(row.expiresAt())).contains(new Action.OutcomeUnknown(row));
        Instant later = row.expiresAt().plusSeconds(60);
        assertThat(queue.tick(later)).doesNotContain(new Action.OutcomeUnknown(row));
        assertThat(queue.linkOpened(LaneCredits.each(1), later)).containsExactly(new Action.Send(row));
        queue.receipted(row.id(), later);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void whatAPeerTookAndNeverAnswersIsInDoubtAtItsExpiryToo() {
        OutboxRow row = attempted(Lane.URGENT);
        queue.accepted(row, NIGHT);
        assertThat(queue.linkOpened(LaneCredits.each(1), NIGHT)).containsExactly(new Action.Send(row));
        assertThat(queue.wakeAt()).contains(row.expiresAt());
        assertThat(queue.tick(row.expiresAt())).containsExactly(new Action.OutcomeUnknown(row));
        assertThat(queue.tick(row.expiresAt().plusSeconds(60))).isEmpty();
        queue.linkClosed(row.expiresAt().plusSeconds(70));
        assertThat(queue.linkOpened(LaneCredits.each(1), row.expiresAt().plusSeconds(80)))
                .containsExactly(new Action.Send(row));
    }

    @Test
    void whatIsReceiptedExpiresNoMore() {
        OutboxRow row = attempted(Lane.URGENT);
        queue.accepted(row, NIGHT);
        queue.linkOpened(LaneCredits.each(1), NIGHT);
        queue.receipted(row.id(), NIGHT);
        assertThat(queue.wakeAt()).isEmpty();
        assertThat(queue.tick(row.expiresAt())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void underAnyHistoryEveryMessageIsReceiptedInTheEndAndNoInvariantBreaks(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        PeerQueue any = new PeerQueue(Backoff.DEFAULT, dice, NIGHT);
        Map<MessageId, OutboxRow> open = new HashMap<>();
        Map<MessageId, OutboxRow> inFlight = new HashMap<>();
        List<OutboxRow> toMark = new ArrayList<>();
        Instant now = NIGHT;
        LaneCredits credit = LaneCredits.NONE;
        int accepted = 0;
        while (accepted < 300 || !open.isEmpty()) {
            now = now.plusMillis(dice.nextInt(400));
            List<Action> actions = new ArrayList<>();
            boolean draining = accepted >= 300;
            int choice = dice.nextInt(draining ? 6 : 8);
            if (choice >= 6) {
                OutboxRow row = dice.nextBoolean() ? fresh(Lane.URGENT) : attempted(Lane.ROUTINE);
                open.put(row.id(), row);
                accepted++;
                actions.addAll(any.accepted(row, now));
            } else if (choice == 0 && dice.nextInt(4) == 0) {
                inFlight.clear();
                credit = LaneCredits.NONE;
                actions.addAll(any.linkClosed(now));
            } else if (choice == 1 && !any.isUp()) {
                credit = LaneCredits.each(dice.nextInt(4));
                actions.addAll(any.linkOpened(credit, now));
            } else if (choice == 2 && any.isUp()) {
                Lane lane = dice.nextBoolean() ? Lane.URGENT : Lane.ROUTINE;
                credit = credit.plus(lane, 1);
                actions.addAll(any.creditGranted(lane, 1, now));
            } else if (choice == 3 && !toMark.isEmpty()) {
                actions.addAll(any.marked(toMark.removeFirst().id(), now));
            } else if (choice == 4 && !inFlight.isEmpty()) {
                MessageId id = inFlight.keySet().iterator().next();
                inFlight.remove(id);
                open.remove(id);
                actions.addAll(any.receipted(id, now));
            } else if (choice == 5 && !inFlight.isEmpty() && dice.nextInt(4) == 0) {
                OutboxRow row = inFlight.remove(inFlight.keySet().iterator().next());
                credit = credit.plus(row.lane(), 1);
                actions.addAll(any.notSent(row.id(), Duration.ofSeconds(1), now));
            } else {
                actions.addAll(any.tick(now));
            }
            for (Action action : actions) {
                switch (action) {
                    case Action.Send(OutboxRow row) -> {
                        credit = credit.plus(row.lane(), -1);
                        assertThat(credit.in(row.lane())).isNotNegative();
                        assertThat(row.attempted()).isTrue();
                        assertThat(inFlight.put(row.id(), row)).isNull();
                    }
                    case Action.Mark(OutboxRow row) -> toMark.add(row);
                    case Action.Dial() -> {}
                    case Action.Undeliverable(OutboxRow row) -> throw new AssertionError(row);
                    case Action.OutcomeUnknown(OutboxRow row) -> throw new AssertionError(row);
                }
            }
            Set<Optional<CaseRef>> distinct = new HashSet<>();
            assertThat(inFlight.values()).allMatch(row -> distinct.add(row.caseRef()));
            assertThat(any.depth()).isEqualTo(open.size());
        }
    }

    private OutboxRow fresh(Lane lane) {
        return row(lane, CaseRef.of(BE, 2026, ++cases), false);
    }

    private OutboxRow attempted(Lane lane) {
        return row(lane, CaseRef.of(BE, 2026, ++cases), true);
    }

    private OutboxRow sameCase(OutboxRow other) {
        return row(other.lane(), other.caseRef().orElseThrow(), true);
    }

    private OutboxRow row(Lane lane, CaseRef caseRef, boolean attempted) {
        Instant accepted = NIGHT.plusMillis(cases);
        return new OutboxRow(
                new NetworkId("EU-ART13"),
                new ParticipantId("FR"),
                MessageId.of(accepted, random),
                Optional.of(caseRef),
                lane,
                ++leaves,
                ByteString.copyFrom(new byte[32]),
                accepted,
                accepted.plus(Duration.ofDays(7)),
                attempted);
    }
}
