package eu.vigil.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.wire.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairLineTest {
    private final List<String> begun = new ArrayList<>();
    private final FairLine<String> line = new FairLine<>(Runnable::run, 1, 1, 1000);

    private boolean enter(String peer, Lane lane, String what) {
        return line.enter(peer, lane, 10, () -> begun.add(what));
    }

    private void serveAll() {
        for (int number = 0; number < 100; number++) {
            line.left();
        }
    }

    @Test
    void aFloodingPeerDelaysTheEmergencyOfAnotherByOneOfItsOwnAtMost() {
        for (int number = 0; number < 50; number++) {
            enter("flood", Lane.EMERGENCY, "flood " + number);
        }
        enter("honest", Lane.EMERGENCY, "honest");
        line.left();
        line.left();
        assertThat(begun).contains("honest").hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void ofOnePeerTheMostUrgentLaneGoesFirstAndEachLaneInTheOrderItCame() {
        enter("BE", Lane.ROUTINE, "first, while nobody waited");
        enter("BE", Lane.ROUTINE, "routine");
        enter("BE", Lane.URGENT, "urgent");
        enter("BE", Lane.EMERGENCY, "emergency");
        enter("BE", Lane.EMERGENCY, "another emergency");
        serveAll();
        assertThat(begun)
                .containsExactly("first, while nobody waited", "emergency", "another emergency", "urgent", "routine");
    }

    @Test
    void fairnessIsByPeerFirstSoThatMarkingAllAsAnEmergencyGainsNothing() {
        enter("NL", Lane.ROUTINE, "before");
        enter("flood", Lane.EMERGENCY, "flood 1");
        enter("flood", Lane.EMERGENCY, "flood 2");
        enter("honest", Lane.ROUTINE, "honest");
        serveAll();
        assertThat(begun).containsExactly("before", "flood 1", "honest", "flood 2");
    }

    @Test
    void onlySoMuchIsUnderWayAtOnce() {
        FairLine<String> two = new FairLine<>(Runnable::run, 1, 2, 1000);
        for (int number = 0; number < 5; number++) {
            two.enter("BE", Lane.URGENT, 1, () -> begun.add("one"));
        }
        assertThat(begun).hasSize(2);
        two.left();
        assertThat(begun).hasSize(3);
    }

    @Test
    void whatIsUrgentWaitsForWhatRunsAndNotForWhatCameBeforeIt() {
        Deque<Runnable> threads = new ArrayDeque<>();
        FairLine<String> busy = new FairLine<>(threads::add, 2, 100, 1000);
        for (int number = 0; number < 50; number++) {
            busy.enter("BE", Lane.ROUTINE, 1, () -> begun.add("routine"));
        }
        busy.enter("BE", Lane.EMERGENCY, 1, () -> begun.add("emergency"));
        assertThat(threads).hasSize(2);
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertThat(begun).hasSize(51);
        assertThat(begun.indexOf("emergency")).isEqualTo(2);
    }

    @Test
    void whatWouldWaitBeyondTheLimitIsNotTaken() {
        enter("BE", Lane.URGENT, "under way");
        assertThat(line.enter("BE", Lane.URGENT, 990, () -> begun.add("long"))).isTrue();
        assertThat(line.enter("BE", Lane.URGENT, 11, () -> begun.add("too much")))
                .isFalse();
        line.left();
        assertThat(line.enter("BE", Lane.URGENT, 11, () -> begun.add("room again")))
                .isTrue();
        serveAll();
        assertThat(begun).containsExactly("under way", "long", "room again");
    }
}
