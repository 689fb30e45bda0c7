package eu.vigil.node.sim;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.CaseRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose clock is an hour ahead, and is set right: in a world where nothing else is wrong. */
class WrongClockTest {
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
        belgium.clockIsAhead(Duration.ofHours(1));
        france.clockIsAhead(Duration.ZERO);
        world.machines().forEach(Machine::boot);
        world.pass(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void now(Runnable deed) {
        world.turns().in(Duration.ZERO, Life.OF_THE_WORLD, deed);
        world.pass(Duration.ofSeconds(2));
    }

    /** Belgium asks France, and has a moment for it. */
    private RequestRecord asked() {
        List<CaseRef> before = cases(belgium);
        now(() -> belgium.desk().draft(Texts.preservation(france.id(), "URGENT"), Staff.ANNA));
        CaseRef caseRef = cases(belgium).stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow();
        now(() -> belgium.desk().send(caseRef, "alone on duty", Staff.ANNA));
        return request(belgium, caseRef).orElseThrow();
    }

    private List<CaseRef> cases(Machine machine) {
        return world.chronicle().requests(machine).values().stream()
                .map(RequestRecord::caseRef)
                .toList();
    }

    private Optional<RequestRecord> request(Machine machine, CaseRef caseRef) {
        return world.chronicle().requests(machine).values().stream()
                .filter(request -> request.caseRef().equals(caseRef))
                .findFirst();
    }

    private List<Incident> called(Machine machine, IncidentKind kind) {
        return machine.look(ledger -> ledger.incidents().open(100)).stream()
                .filter(incident -> incident.about().kind() == kind)
                .toList();
    }

    private void clockIsSetRight() {
        belgium.crash("to have its clock set");
        belgium.clockIsAhead(Duration.ZERO);
        world.pass(Duration.ofSeconds(15));
        assertThat(belgium.isUp()).isTrue();
    }

    @Test
    void whatItSignedIsRefusedAndSomebodyIsCalled() {
        RequestRecord request = asked();

        assertThat(request.state()).isEqualTo(RequestState.REFUSED);
        assertThat(request(france, request.caseRef())).isEmpty();
        assertThat(called(belgium, IncidentKind.NOT_TAKEN))
                .singleElement()
                .satisfies(incident -> assertThat(incident.about().caseRef()).contains(request.caseRef()));
        assertThat(world.violation()).isEmpty();
    }

    @Test
    void onceItIsSetRightEverythingIsTakenAndAnsweredAgain() {
        asked();
        clockIsSetRight();

        RequestRecord request = asked();
        assertThat(request.state()).isEqualTo(RequestState.RECEIPTED);
        now(() -> france.desk().acknowledge(request.caseRef(), Optional.empty(), Staff.BEN));
        now(() -> france.desk().answer(request.caseRef(), Texts.INDICATION, Staff.BEN));
        assertThat(request(belgium, request.caseRef()).orElseThrow().state())
                .isEqualTo(RequestState.FEASIBILITY_ANSWERED);
        assertThat(world.violation()).isEmpty();
    }

    @Test
    void onceItIsSetRightAMissingReceiptIsToldAfterFiveMinutesAndNotAfterAnHour() {
        asked();
        clockIsSetRight();
        france.crash("for long");
        france.staysDown();

        asked();
        world.pass(Duration.ofMinutes(6));
        assertThat(called(belgium, IncidentKind.NO_RECEIPT)).hasSize(1);
        assertThat(world.violation()).isEmpty();
    }
}
