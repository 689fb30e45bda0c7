package eu.vigil.node.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.vigil.protocol.wire.Header.Urgency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    /** Comes and finds the turn taken. */
    private Thread comes(Urgency urgency, String who) {
        Thread thread = Thread.ofVirtual().start(() -> turns.take(urgency, () -> done.add(who)));
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void whoeverIsUrgentWaitsForOneThatHasBegunAndTheOthersInTheOrderTheyCame() throws InterruptedException {
        List<Thread> waiting = new ArrayList<>();
        turns.take(Urgency.ROUTINE, () -> {
            waiting.add(comes(Urgency.ROUTINE, "routine"));
            waiting.add(comes(Urgency.ROUTINE, "routine that came later"));
            waiting.add(comes(Urgency.URGENT, "urgent"));
            waiting.add(comes(Urgency.EMERGENCY, "emergency"));
            return done.add("begun");
        });
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(done).containsExactly("begun", "emergency", "urgent", "routine", "routine that came later");
    }

    @Test
    void aTurnEndsWithItsWorkAlsoWhereThatFails() {
        for (int number = 0; number < 3; number++) {
            assertThatThrownBy(() -> turns.take(Urgency.ROUTINE, () -> {
                        throw new IllegalStateException("as it happens");
                    }))
                    .hasMessage("as it happens");
        }
        assertThat(turns.take(Urgency.ROUTINE, () -> "the next")).isEqualTo("the next");
    }
}
