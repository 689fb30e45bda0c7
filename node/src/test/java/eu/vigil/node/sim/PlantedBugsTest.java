package eu.vigil.node.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulator finds what it is there to find. */
class PlantedBugsTest {
    private static final int SEEDS_MAX = 25;

    private static void isFound(Supplier<Plant> bug, Invariant... by) {
        Optional<Simulation.Result> found = LongStream.rangeClosed(1, SEEDS_MAX)
                .mapToObj(seed -> Simulation.of(seed, bug.get()))
                .filter(result -> result.violation().isPresent())
                .findFirst();
        assertThat(found).as("found within %d seeds", SEEDS_MAX).isPresent();
        assertThat(found.get().violation().orElseThrow().invariant())
                .as(found.get().report())
                .isIn(Set.of(by));
    }

    @Test
    void aReceiptThatLeavesBeforeTheCommitIsFound() {
        isFound(
                PlantedBugs::receiptBeforeCommit,
                Invariant.LOGS_ONLY_GROW,
                Invariant.RECEIPTS_MATCH_LOGS,
                Invariant.NOTHING_ACCEPTED_IS_LOST);
    }

    @Test
    void aMessageThatIsProcessedTwiceIsFound() {
        isFound(PlantedBugs::noDeduplication, Invariant.NOTHING_IS_PROCESSED_TWICE);
    }

    @Test
    void aTimerThatNeverRingsIsFound() {
        isFound(PlantedBugs::lostTimer, Invariant.NOTHING_WAITS_FOR_A_PEER_THAT_IS_UP);
    }

    @Test
    void aStepThatCallsNobodyIsFound() {
        isFound(PlantedBugs::skippedStep, Invariant.EVERY_STEP_IS_FIRED);
    }

    @Test
    void creditThatLeaksIsFound() {
        isFound(PlantedBugs::creditLeak, Invariant.CREDIT_IS_CONSERVED, Invariant.NOTHING_WAITS_FOR_A_PEER_THAT_IS_UP);
    }

    @Test
    void aFailureIsTheSameWhenItsSeedRunsAgain() {
        Simulation.Result first = Simulation.of(1, PlantedBugs.skippedStep());
        Simulation.Result again = Simulation.of(1, PlantedBugs.skippedStep());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(again.violation()).isEqualTo(first.violation());
        assertThat(first.report()).contains("-Dseed=1 ");
    }
}
