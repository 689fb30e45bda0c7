package eu.vigil.node.desk;

import static eu.vigil.node.desk.Neighbours.FR;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.plan.Urgency;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a peer, and not with a case, calls somebody too. */
class PeerIncidentsTest {
    private Sides sides;

    @BeforeEach
    void begin(@TempDir Path folder) {
        sides = new Sides(folder);
    }

    @AfterEach
    void end() {
        sides.close();
    }

    private List<Incident> open() {
        return sides.belgium.look(ledger -> List.copyOf(ledger.incidents().open(100)));
    }

    @Test
    void aLogThatContradictsItselfCallsSomebodyAtOnceAndOnceADay() {
        sides.belgium.learnsOfAFork(sides.france);
        sides.belgium.learnsOfAFork(sides.france);
        assertThat(open()).hasSize(1);
        assertThat(open().getFirst().about().kind()).isEqualTo(IncidentKind.LOG_DISAGREES);
        assertThat(open().getFirst().about().urgency()).isEqualTo(Urgency.URGENT);
        assertThat(open().getFirst().about().peer()).contains(FR);

        sides.pass(Duration.ofDays(1));
        sides.belgium.learnsOfAFork(sides.france);
        assertThat(open()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"60, 0", "61, 1"})
    void aReceiptOfMoreThanAMinuteBeforeTheMessageCallsSomebodyAboutTheClocks(int secondsBehind, int calls) {
        sides.sent();
        List<Sides.Departed> departed = sides.belgium.depart();
        sides.now = sides.now.minusSeconds(secondsBehind);
        departed.forEach(message -> message.arrive(sides.france));

        assertThat(open()).hasSize(calls).allSatisfy(incident -> {
            assertThat(incident.about().kind()).isEqualTo(IncidentKind.CLOCKS_DIFFER);
            assertThat(incident.about().urgency()).isEqualTo(Urgency.ROUTINE);
            assertThat(incident.about().peer()).contains(FR);
        });
    }
}
