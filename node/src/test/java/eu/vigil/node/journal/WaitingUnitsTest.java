package eu.vigil.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingUnitsTest {
    private record Line(Priority priority, int bytes) implements WaitingUnits.Unit {}

    private final WaitingUnits<Line> units = new WaitingUnits<>(new BatchLimits(100, 4, 1000));
    private final Thread journal =
            new Thread(() -> units.gather(Duration.ofHours(1), Duration.ofHours(1), () -> false));

    @BeforeEach
    void oneUnitWaitsAndTheJournalGathersMore() {
        offer(Priority.TRAFFIC);
        journal.start();
        gathers();
    }

    @AfterEach
    void nobodyWaitsAnyMore() throws InterruptedException {
        units.close();
        journal.join();
    }

    private void offer(Priority priority) {
        assertThat(units.offer(new Line(priority, 1))).isTrue();
    }

    private void gathers() {
        while (journal.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsNotUrgentIsGathered() {
        offer(Priority.PEOPLE);
        offer(Priority.TRAFFIC);
        gathers();
        assertThat(units.nextBatch()).hasSize(3);
    }

    @Test
    void somethingUrgentEndsTheGathering() throws InterruptedException {
        offer(Priority.URGENT);
        journal.join();
        assertThat(units.nextBatch().getFirst().priority()).isEqualTo(Priority.URGENT);
    }

    @Test
    void aFullBatchEndsTheGathering() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            offer(Priority.TRAFFIC);
        }
        journal.join();
        assertThat(units.nextBatch()).hasSize(4);
    }

    @Test
    void theEndOfTheJournalEndsTheGathering() throws InterruptedException {
        units.close();
        journal.join();
        assertThat(units.nextBatch()).hasSize(1);
    }

    @Test
    void whatGathersEndsOnceNothingMoreComesOrItsTimeIsOver() {
        units.gather(Duration.ofHours(1), Duration.ofMillis(1), () -> false);
        units.gather(Duration.ofMillis(1), Duration.ofHours(1), () -> false);
        assertThat(units.nextBatch()).hasSize(1);
    }

    @Test
    void whileSomebodyIsAtWorkOnMoreThatIsWaitedFor() {
        AtomicInteger working = new AtomicInteger(3);
        units.gather(Duration.ofHours(1), Duration.ofMillis(1), () -> working.decrementAndGet() > 0);
        assertThat(working).hasValue(0);

        units.gather(Duration.ofMillis(1), Duration.ofMillis(1), () -> true);
        assertThat(units.nextBatch()).as("at the end of its time").hasSize(1);
    }

    @Test
    void aFullBatchDoesNotEndARestButSomethingUrgentDoes() throws InterruptedException {
        units.close();
        journal.join();
        WaitingUnits<Line> full = new WaitingUnits<>(new BatchLimits(100, 2, 1000));
        Thread resting = new Thread(() -> full.rest(Duration.ofHours(1)));
        full.offer(new Line(Priority.TRAFFIC, 1));
        resting.start();
        while (resting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        full.offer(new Line(Priority.TRAFFIC, 1));
        full.offer(new Line(Priority.TRAFFIC, 1));
        assertThat(resting.getState()).isEqualTo(Thread.State.TIMED_WAITING);

        full.offer(new Line(Priority.URGENT, 1));
        resting.join();
        full.rest(Duration.ofHours(1));
        assertThat(full.nextBatch()).hasSize(2);
    }

    @Test
    void wherePastTimeIsAskedForOrSomethingUrgentWaitsAlreadyNothingIsGathered() {
        units.gather(Duration.ZERO, Duration.ofHours(1), () -> false);
        units.gather(Duration.ofSeconds(-1), Duration.ofHours(1), () -> false);
        units.rest(Duration.ofSeconds(-1));
        offer(Priority.URGENT);
        units.gather(Duration.ofHours(1), Duration.ofHours(1), () -> false);
        units.rest(Duration.ofHours(1));
        assertThat(units.size()).isEqualTo(2);
    }
}
