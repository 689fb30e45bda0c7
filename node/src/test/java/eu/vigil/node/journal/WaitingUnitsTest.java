package eu.vigil.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingUnitsTest {
    private record Line(Priority priority, int bytes) implements WaitingUnits.Unit {}

    private final WaitingUnits<Line> units = new WaitingUnits<>(new BatchLimits(100, 4, 1000));
    private final Thread journal = new Thread(() -> units.gather(Duration.ofHours(1)));

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
    void wherePastTimeIsAskedForOrSomethingUrgentWaitsAlreadyNothingIsGathered() {
        units.gather(Duration.ZERO);
        units.gather(Duration.ofSeconds(-1));
        offer(Priority.URGENT);
        units.gather(Duration.ofHours(1));
        assertThat(units.size()).isEqualTo(2);
    }
}
