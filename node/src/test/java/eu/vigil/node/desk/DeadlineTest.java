package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.CARL;
import static eu.vigil.node.desk.Sides.done;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deadline near or missed calls somebody, exactly once (domain.md 3). */
class DeadlineTest {
    @TempDir
    private Path folder;

    private Sides sides;

    @BeforeEach
    void open() {
        sides = new Sides(folder);
    }

    @AfterEach
    void close() {
        sides.close();
    }

    private static List<IncidentKind> kinds(Sides.Side side, CaseRef caseRef) {
        return side.incidents(caseRef).stream()
                .map(incident -> incident.about().kind())
                .toList();
    }

    private static List<IncidentKind> open(Sides.Side side, CaseRef caseRef) {
        return side.incidents(caseRef).stream()
                .filter(Incident::isOpen)
                .map(incident -> incident.about().kind())
                .toList();
    }

    @Test
    void theRequestedSideIsWarnedAtSixSevenAndSevenAndThreeQuarterHoursAndBothWhenItIsMissed() {
        CaseRef caseRef = sides.acknowledged();
        sides.pass(Duration.ofHours(6).minusSeconds(1));
        assertThat(kinds(sides.france, caseRef)).containsExactly(IncidentKind.REQUEST_RECEIVED);
        sides.pass(Duration.ofSeconds(1));
        sides.pass(Duration.ofHours(1));
        sides.pass(Duration.ofMinutes(45));
        assertThat(kinds(sides.france, caseRef))
                .containsExactly(
                        IncidentKind.REQUEST_RECEIVED,
                        IncidentKind.FEASIBILITY_DUE,
                        IncidentKind.FEASIBILITY_DUE,
                        IncidentKind.FEASIBILITY_DUE);
        assertThat(kinds(sides.belgium, caseRef)).isEmpty();
        sides.pass(Duration.ofMinutes(15));
        assertThat(kinds(sides.france, caseRef)).endsWith(IncidentKind.FEASIBILITY_MISSED);
        assertThat(kinds(sides.belgium, caseRef)).containsExactly(IncidentKind.FEASIBILITY_MISSED);
    }

    @Test
    void howOftenTheNodeLooksOrStartsAgainEachDeadlineCallsOnce() {
        CaseRef caseRef = sides.acknowledged();
        sides.pass(Duration.ofHours(9));
        int incidents = sides.france.incidents(caseRef).size();
        for (int restarts = 0; restarts < 3; restarts++) {
            sides.restart();
            sides.pass(Duration.ofMinutes(10));
            sides.pass(Duration.ofMinutes(10));
        }
        assertThat(sides.france.incidents(caseRef)).hasSize(incidents);
    }

    @Test
    void whatFallsDueWhileTheNodeIsDownCallsAtItsStart() {
        CaseRef caseRef = sides.acknowledged();
        sides.now = sides.now.plus(Duration.ofHours(7));
        sides.restart();
        sides.pass(Duration.ZERO);
        assertThat(open(sides.france, caseRef)).containsExactly(IncidentKind.FEASIBILITY_DUE);
    }

    @Test
    void afterAnOutageTheLastWarningOfADeadlineSpeaksForThoseBeforeIt() {
        CaseRef caseRef = sides.acknowledged();
        sides.pass(Duration.ofHours(12));
        assertThat(kinds(sides.france, caseRef))
                .containsExactly(IncidentKind.REQUEST_RECEIVED, IncidentKind.FEASIBILITY_MISSED);
    }

    @Test
    void anIndicationStopsTheClockAndEndsItsIncidents() {
        CaseRef caseRef = sides.acknowledged();
        sides.pass(Duration.ofHours(7));
        assertThat(open(sides.france, caseRef)).contains(IncidentKind.FEASIBILITY_DUE);
        done(sides.france.desk().answer(caseRef, Sides.INDICATION, BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(open(sides.france, caseRef)).isEmpty();
        sides.pass(Duration.ofHours(3));
        assertThat(open(sides.france, caseRef)).isEmpty();
        assertThat(kinds(sides.belgium, caseRef)).isEmpty();
    }

    @Test
    void aHoldIsWarnedOfFourteenSevenAndOneDaysBeforeItLapsesOnBothSides() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, """
                {"preservation_confirmation": {"what": ["logs"], "held_since": "2026-03-29T01:10:00Z", "held_until": "2026-05-28T01:10:00Z"}}
                """, BEN));
        sides.france.carryTo(sides.belgium);
        sides.pass(Duration.ofDays(46).minusSeconds(1));
        assertThat(kinds(sides.belgium, caseRef)).isEmpty();
        sides.pass(Duration.ofSeconds(1));
        sides.pass(Duration.ofDays(7));
        sides.pass(Duration.ofDays(6));
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(kinds(side, caseRef))
                    .endsWith(IncidentKind.HOLD_LAPSING, IncidentKind.HOLD_LAPSING, IncidentKind.HOLD_LAPSING);
        }
        sides.pass(Duration.ofDays(1));
        assertThat(kinds(sides.belgium, caseRef)).endsWith(IncidentKind.HOLD_LAPSED);
        assertThat(sides.belgium.show(caseRef).summary().heldUntil()).isEmpty();
        assertThat(sides.france.show(caseRef).summary().heldUntil()).isEmpty();
    }

    @Test
    void aProlongedHoldEndsTheWarningsOfTheOldTerm() {
        CaseRef caseRef = sides.indicated();
        String held = """
                {"preservation_confirmation": {"what": ["logs"], "held_since": "2026-03-29T01:10:00Z", "held_until": "%s"}}
                """;
        done(sides.france.desk().answer(caseRef, held.formatted("2026-05-28T01:10:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        sides.pass(Duration.ofDays(50));
        assertThat(open(sides.belgium, caseRef)).containsExactly(IncidentKind.HOLD_LAPSING);
        done(sides.france.desk().answer(caseRef, held.formatted("2026-08-28T01:10:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(open(sides.belgium, caseRef)).isEmpty();
        sides.pass(Duration.ofDays(20));
        assertThat(open(sides.belgium, caseRef)).isEmpty();
    }

    @Test
    void anUrgentRequestWithoutAReceiptForFiveMinutesCallsTheSendersOwnDutyOfficer() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(Sides.request("PreservationRequest", "URGENT", "BUDAPEST_29"), ANNA));
        done(sides.belgium.desk().send(caseRef, "alone on duty", ANNA));
        sides.pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(kinds(sides.belgium, caseRef)).isEmpty();
        sides.pass(Duration.ofSeconds(1));
        assertThat(open(sides.belgium, caseRef)).containsExactly(IncidentKind.NO_RECEIPT);
        sides.belgium.carryTo(sides.france);
        assertThat(open(sides.belgium, caseRef)).isEmpty();
    }

    /** Time passes in so many parts, and both nodes die and start in between. */
    private void passWithRestarts(Duration time, int parts) {
        for (int part = 0; part < parts; part++) {
            sides.restart();
            sides.pass(time.dividedBy(parts));
            sides.pass(Duration.ZERO);
        }
    }

    private static long calls(Sides.Side side, CaseRef caseRef, IncidentKind kind) {
        return kinds(side, caseRef).stream().filter(kind::equals).count();
    }

    @Test
    void aMissingReceiptCallsOnceOverRestarts() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(Sides.request("PreservationRequest", "URGENT", "BUDAPEST_29"), ANNA));
        done(sides.belgium.desk().send(caseRef, "alone on duty", ANNA));
        passWithRestarts(Duration.ofMinutes(12), 6);
        assertThat(kinds(sides.belgium, caseRef)).containsExactly(IncidentKind.NO_RECEIPT);
    }

    @Test
    void theEightHoursOfTheNightInWhichTheClocksChangeCallOnceEachOverRestarts() {
        CaseRef caseRef = sides.acknowledged();
        passWithRestarts(Duration.ofHours(10), 40);
        assertThat(calls(sides.france, caseRef, IncidentKind.FEASIBILITY_DUE)).isEqualTo(3);
        assertThat(calls(sides.france, caseRef, IncidentKind.FEASIBILITY_MISSED))
                .isEqualTo(1);
        assertThat(kinds(sides.belgium, caseRef)).containsExactly(IncidentKind.FEASIBILITY_MISSED);
    }

    @Test
    void aRoutineRequestHasSevenDaysAndCallsOnceEachOverRestarts() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(Sides.request("PreservationRequest", "ROUTINE", "BUDAPEST_29"), ANNA));
        done(sides.belgium
                .desk()
                .approve(
                        caseRef,
                        sides.belgium.show(caseRef).draft().orElseThrow().content(),
                        CARL));
        done(sides.belgium.desk().send(caseRef, "", ANNA));
        sides.belgium.carryTo(sides.france);
        done(sides.france.desk().acknowledge(caseRef, Optional.empty(), BEN));
        sides.france.carryTo(sides.belgium);
        sides.pass(Duration.ofDays(7).multipliedBy(24).dividedBy(32).minusSeconds(1));
        assertThat(calls(sides.france, caseRef, IncidentKind.FEASIBILITY_DUE)).isZero();
        passWithRestarts(Duration.ofDays(2), 48);
        assertThat(calls(sides.france, caseRef, IncidentKind.FEASIBILITY_DUE)).isEqualTo(3);
        assertThat(calls(sides.france, caseRef, IncidentKind.FEASIBILITY_MISSED))
                .isEqualTo(1);
        assertThat(kinds(sides.belgium, caseRef)).containsExactly(IncidentKind.FEASIBILITY_MISSED);
    }

    @Test
    void aPartnersRoutineRequestHasThreeDays() {
        Sides.Side partner = sides.new Side(new ParticipantId("BE/BANK-1"), folder.resolve("bank"), SqliteFile::opened);
        try {
            CaseRef caseRef = done(sides.belgium
                    .desk()
                    .draft(
                            Sides.request("PreservationRequest", "ROUTINE", "COALITION_MOU")
                                    .replace("\"to\": \"FR\"", "\"to\": \"BE/BANK-1\""),
                            ANNA));
            done(sides.belgium
                    .desk()
                    .approve(
                            caseRef,
                            sides.belgium.show(caseRef).draft().orElseThrow().content(),
                            CARL));
            done(sides.belgium.desk().send(caseRef, "", ANNA));
            sides.belgium.carryTo(partner);
            done(partner.desk().acknowledge(caseRef, Optional.empty(), BEN));
            sides.pass(Duration.ofDays(3).minusSeconds(1));
            partner.room.lookForDeadlines();
            assertThat(calls(partner, caseRef, IncidentKind.FEASIBILITY_DUE)).isEqualTo(1);
            assertThat(kinds(sides.belgium, caseRef)).isEmpty();
            sides.pass(Duration.ofSeconds(1));
            partner.room.lookForDeadlines();
            assertThat(calls(partner, caseRef, IncidentKind.FEASIBILITY_MISSED)).isEqualTo(1);
            assertThat(kinds(sides.belgium, caseRef)).containsExactly(IncidentKind.FEASIBILITY_MISSED);
        } finally {
            partner.close();
        }
    }

    @Test
    void aHoldThatLapsesInTheNightTheClocksGoBackIsWarnedOfOnceEachOverRestarts() {
        CaseRef caseRef = sides.indicated();
        // Both hours called two o'clock of 25 October: the last warning in one night, the end in the doubled hour
        // itself.
        Instant until = Instant.parse("2026-10-25T00:30:00Z");
        done(sides.france.desk().answer(caseRef, """
                {"preservation_confirmation": {"what": ["logs"], "held_since": "2026-03-29T01:10:00Z", "held_until": "%s"}}
                """.formatted(until), BEN));
        sides.france.carryTo(sides.belgium);
        sides.pass(Duration.between(sides.now, until.minus(Duration.ofDays(15))));
        passWithRestarts(Duration.ofDays(15).minusHours(1), 60);
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(calls(side, caseRef, IncidentKind.HOLD_LAPSING)).isEqualTo(3);
            assertThat(calls(side, caseRef, IncidentKind.HOLD_LAPSED)).isZero();
        }
        passWithRestarts(Duration.ofHours(3), 12);
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(calls(side, caseRef, IncidentKind.HOLD_LAPSING)).isEqualTo(3);
            assertThat(calls(side, caseRef, IncidentKind.HOLD_LAPSED)).isEqualTo(1);
        }
    }
}
