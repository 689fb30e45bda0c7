package eu.vigil.node.casework;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.Crossing.Standing;
import eu.vigil.node.casework.Crossing.Word;
import eu.vigil.protocol.casework.HoldState;
import eu.vigil.protocol.casework.RequestState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever crosses, both sides end up with the same case.
 *
 * <p>The exhaustive test walks every state that the two sides can be in together while at most {@link #FLYING_MAX} messages are under
 * way in each direction: it knows no depth, because it goes on until there is no new state. Two are enough to let any two messages
 * cross any two others, and a receipt overtake or be overtaken by both; a third message of one side can only queue behind these in the
 * order of the case. Beyond that, the property test lets eight fly.
 */
class CrossingTest {
    private static final int FLYING_MAX = 2;
    private static final int STATES_MAX = 3_000_000;

    @Test
    void whateverCrossesBothSidesAgreeOnceAllHasArrived() {
        Set<Standing> seen = new HashSet<>();
        Deque<Standing> todo = new ArrayDeque<>();
        Set<RequestState> ends = new HashSet<>();
        Set<HoldState> holds = new HashSet<>();
        todo.add(Crossing.begun());
        seen.add(todo.getFirst());
        while (!todo.isEmpty()) {
            Standing standing = todo.removeLast();
            if (standing.isQuiet()) {
                Crossing.assertAgreed(standing);
                ends.add(standing.asked().state());
                standing.asked().hold().ifPresent(hold -> holds.add(hold.state()));
            }
            for (Standing next : Crossing.next(standing, FLYING_MAX)) {
                if (seen.add(next)) {
                    todo.add(next);
                }
            }
            assertThat(seen).hasSizeLessThan(STATES_MAX);
        }
        // A walk that missed something would prove little.
        assertThat(seen).hasSizeGreaterThan(10_000);
        assertThat(ends)
                .contains(
                        RequestState.RECEIVED,
                        RequestState.ACKNOWLEDGED,
                        RequestState.FEASIBILITY_ANSWERED,
                        RequestState.EXECUTING,
                        RequestState.POSTPONED,
                        RequestState.ANSWERED,
                        RequestState.PARTLY_ANSWERED,
                        RequestState.REFUSED,
                        RequestState.MISROUTED,
                        RequestState.WITHDRAWN);
        assertThat(holds).contains(HoldState.HELD, HoldState.EXTENDED, HoldState.RELEASED);
    }

    @Test
    void longTalksWithManyMessagesUnderWayAgreeToo() {
        for (long seed = 1; seed <= 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Standing standing = Crossing.begun();
            for (int step = 0; step < 60; step++) {
                List<Standing> next = Crossing.next(standing, step < 40 ? 8 : 0);
                if (next.isEmpty()) {
                    break;
                }
                standing = next.get(random.nextInt(next.size()));
            }
            while (!standing.isQuiet()) {
                standing = Crossing.next(standing, 0).getFirst();
            }
            Crossing.assertAgreed(standing);
        }
    }

    @Test
    void aConfirmationThatCrossesTheWithdrawalIsTakenAndHoldsNothing() {
        Standing standing = Crossing.begun();
        for (Word word : List.of(Word.ACKNOWLEDGEMENT, Word.INDICATION, Word.HELD_UNTIL_MAY)) {
            standing = Crossing.said(standing, word).orElseThrow();
        }
        standing = Crossing.arrivedAtAsking(standing);
        standing = Crossing.arrivedAtAsking(standing);
        standing = Crossing.said(standing, Word.WITHDRAWAL).orElseThrow();
        standing = Crossing.arrivedAtAsked(standing);
        standing = Crossing.receiptArrived(standing);
        assertThat(standing.asking().state()).isEqualTo(RequestState.WITHDRAWN);
        assertThat(standing.asking().hold()).isEmpty();
        standing = Crossing.arrivedAtAsking(standing);
        assertThat(standing.asking().hold()).isEqualTo(standing.asked().hold()).isPresent();
        assertThat(standing.asking().hold().orElseThrow().state()).isEqualTo(HoldState.RELEASED);
    }

    @Test
    void aModelInWhichTheRequestingSideActsAtOnceWouldBeFoundOut() {
        Map<String, Integer> disagreements = new HashMap<>();
        Set<Standing> seen = new HashSet<>();
        Deque<Standing> todo = new ArrayDeque<>(List.of(Crossing.begun()));
        while (!todo.isEmpty() && seen.size() < 20_000) {
            Standing standing = todo.removeFirst();
            if (standing.isQuiet()
                    && standing.asking().questions() != standing.asked().questions()) {
                disagreements.merge(standing.asked().state().name(), 1, Integer::sum);
            }
            for (Standing next : Crossing.nextOfAHastyNode(standing, FLYING_MAX)) {
                if (seen.add(next)) {
                    todo.add(next);
                }
            }
        }
        assertThat(new TreeSet<>(disagreements.keySet())).isNotEmpty();
    }
}
