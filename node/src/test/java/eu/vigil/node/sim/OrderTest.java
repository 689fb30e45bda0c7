package eu.vigil.node.sim;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.RequestRecord;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two people do at the same moment, in a world where nothing fails. */
class OrderTest {
    @TempDir
    private Path folder;

    private World world;
    private Machine belgium;
    private Machine france;

    @BeforeEach
    void begin() {
        world = new World(1, 2, folder, Plant.NOTHING);
        world.faults().end();
        belgium = world.machines().getFirst();
        france = world.machines().getLast();
        world.machines().forEach(Machine::boot);
        world.pass(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void now(Runnable deed) {
        world.turns().in(Duration.ZERO, Life.OF_THE_WORLD, deed);
    }

    private RequestRecord only(Machine machine) {
        return world.chronicle().requests(machine).values().iterator().next();
    }

    @Test
    void answersLeaveInTheOrderInWhichTheBooksTookThem() {
        now(() -> belgium.desk().draft(Texts.preservation(france.id(), "URGENT"), Staff.ANNA));
        world.pass(Duration.ofSeconds(1));
        CaseRef caseRef = only(belgium).caseRef();
        now(() -> belgium.desk().send(caseRef, "alone on duty", Staff.ANNA));
        world.pass(Duration.ofSeconds(1));
        assertThat(only(france).side()).isEqualTo(Side.REQUESTED);
        now(() -> france.desk().acknowledge(caseRef, Optional.empty(), Staff.BEN));
        world.pass(Duration.ofSeconds(1));

        // Both wait for the journal at once, and who came last goes on first.
        now(() -> france.desk().answer(caseRef, Texts.INDICATION, Staff.BEN));
        now(() -> france.desk().answer(caseRef, Texts.INDICATION, Staff.ANNA));
        world.pass(Duration.ofSeconds(2));

        assertThat(world.violation()).isEmpty();
        assertThat(only(belgium).state()).isEqualTo(RequestState.FEASIBILITY_ANSWERED);
        world.chronicle().compareSides();
        assertThat(world.violation()).isEmpty();
    }
}
