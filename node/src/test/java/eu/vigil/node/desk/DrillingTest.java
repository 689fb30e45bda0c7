package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.DrillReport;
import eu.vigil.node.drill.DrillSettings;
import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.drill.Trial;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Page;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CallView;
import eu.vigil.protocol.wire.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the other side is there: its node, and its people. */
class DrillingTest {
    private static final PeerId FRANCE = new PeerId(Neighbours.NETWORK, Neighbours.FR);

    @TempDir
    private Path folder;

    private Sides sides;

    @BeforeEach
    void open() {
        sides = new Sides(folder);
        sides.drills = new DrillSettings(
                Duration.ofMinutes(15), Duration.ofMinutes(10), false, Duration.ofDays(30), Duration.ofHours(4));
    }

    @AfterEach
    void close() {
        sides.close();
    }

    private void pass(Duration time) {
        sides.now = sides.now.plus(time);
        sides.belgium.room.tryPeers();
    }

    private Reach reach() {
        return sides.belgium.look(ledger -> ledger.drills().reach(FRANCE)).orElseThrow();
    }

    private List<Incident> unreachable() {
        return sides.belgium.look(ledger -> ledger.incidents().open(100).stream()
                .filter(incident -> incident.about().kind() == IncidentKind.PEER_UNREACHABLE)
                .filter(incident -> incident.about().peer().equals(Optional.of(Neighbours.FR)))
                .toList());
    }

    private List<Incident> drillsInFrance() {
        return sides.france.look(ledger -> ledger.incidents().open(100).stream()
                .filter(incident -> incident.about().kind() == IncidentKind.DRILL)
                .toList());
    }

    private Optional<Trial> openDrill() {
        return sides.belgium.look(ledger -> ledger.drills().open(FRANCE, Level.HUMAN));
    }

    private int owed() {
        return sides.france.look(ledger -> ledger.drills().owed(10).size());
    }

    /** Belgium's test reaches France, whose node answers by itself. */
    private void testAndAnswer() {
        assertThat(sides.belgium.carryTo(sides.france)).contains(Decision.ACCEPTED);
        while (sides.france.carryTo(sides.belgium).isEmpty()) {
            Thread.onSpinWait(); // its answer is written by a thread of its own
        }
    }

    private Trial human() {
        return trial(sides.belgium.room.drills().run(Neighbours.FR, Optional.empty(), Level.HUMAN, ANNA));
    }

    private Trial show(Trial trial) {
        return trial(sides.belgium.room.drills().show(trial.name()));
    }

    private static Trial trial(Answer<Trial> answer) {
        if (!(answer instanceof Answer.Done<Trial>(Trial trial))) {
            throw new AssertionError(answer);
        }
        return trial;
    }

    private DrillReport.Line line(int days) {
        if (!(sides.belgium.room.drills().report(List.of(30, 365))
                instanceof Answer.Done<DrillReport>(DrillReport report))) {
            throw new AssertionError();
        }
        return report.lines().stream()
                .filter(line -> line.peer().equals(FRANCE) && line.days() == days)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNodeIsAskedWithinAQuarterOfAnHourAndItsAnswerIsKept() {
        pass(Duration.ZERO);
        assertThat(reach().nextTestAt())
                .isBetween(sides.now.plus(Duration.ofMinutes(7)), sides.now.plus(Duration.ofMinutes(15)));
        pass(Duration.ofMinutes(15));
        Instant asked = sides.now;
        assertThat(reach().nextTestAt())
                .isBetween(asked.plus(Duration.ofMinutes(13)), asked.plus(Duration.ofMinutes(17)));
        sides.now = asked.plusMillis(40);
        testAndAnswer();
        assertThat(reach().lastSuccessAt()).contains(asked.plusMillis(40));
        assertThat(reach().roundTrip()).contains(Duration.ofMillis(40));
        assertThat(reach().failingSince()).isEmpty();
        pass(Duration.ofMinutes(2));
        assertThat(line(30).tests()).isOne();
        assertThat(line(30).machine()).contains(1.0);
        assertThat(line(365).human()).isEmpty();
    }

    @Test
    void aNodeThatDoesNotAnswerIsAskedSoonerAndAfterTenMinutesSomebodyIsToldOnce() {
        pass(Duration.ZERO);
        pass(Duration.ofMinutes(15));
        Instant first = sides.now;
        pass(Duration.ofMinutes(1));
        assertThat(reach().failingSince()).contains(first);
        assertThat(reach().failures()).isOne();
        assertThat(reach().nextTestAt()).isBefore(sides.now.plusSeconds(70));
        for (int minute = 0; minute < 8; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(unreachable()).isEmpty();
        sides.restart();
        pass(Duration.ofMinutes(1));
        assertThat(unreachable()).hasSize(1);
        for (int minute = 0; minute < 60; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(unreachable()).hasSize(1);
        assertThat(reach().failures()).isGreaterThan(5);
        assertThat(reach().failingSince()).contains(first);
        assertThat(line(30).machine()).contains(0.0);
    }

    @Test
    void whoAnswersAgainIsNoLongerUnreachableAndANewFailureIsANewIncident() {
        pass(Duration.ZERO);
        for (int minute = 0; minute < 40; minute++) {
            pass(Duration.ofMinutes(1));
        }
        Incident told = unreachable().getFirst();
        while (sides.belgium
                .look(ledger -> ledger.drills().open(FRANCE, Level.MACHINE))
                .isEmpty()) {
            pass(Duration.ofMinutes(1));
        }
        testAndAnswer();
        assertThat(unreachable()).isEmpty();
        assertThat(reach().failures()).isZero();
        for (int minute = 0; minute < 40; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(unreachable()).hasSize(1).doesNotContain(told);
    }

    @Test
    void aDrillPagesTheOtherSidesPeopleAsADrillAndEndsWhenAHumanHasAcknowledged() {
        Trial drill = human();
        assertThat(drill.ending()).isEmpty();
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        Incident incident = drillsInFrance().getFirst();
        assertThat(incident.code().value()).startsWith("DRILL-");
        int pages =
                sides.france.look(ledger -> ledger.pages().of(incident.code()).size());
        assertThat(pages).isOne();
        sides.now = sides.now.plusSeconds(95);
        sides.france.acknowledgePage(IncidentKind.DRILL, Optional.of("Claire"));
        sides.france.room.tryPeers();
        sides.now = sides.now.plusSeconds(1);
        sides.france.carryTo(sides.belgium);
        assertThat(show(drill).ending()).contains(new Trial.Ending.Answered(sides.now, "Claire"));
        assertThat(show(drill).taken()).contains(Duration.ofSeconds(96));
        assertThat(line(30).human()).contains(1.0);
        assertThat(line(30).median()).contains(Duration.ofSeconds(96));
        assertThat(line(30).p95()).contains(Duration.ofSeconds(96));
        assertThat(owed()).isZero();
    }

    @Test
    void aNodeThatDiesAfterTheAcknowledgementTellsTheOtherSideAtItsNextStart() {
        Trial drill = human();
        sides.belgium.carryTo(sides.france);
        sides.france.acknowledgeAndDie(Optional.of("Claire"));
        sides.restart();
        sides.france.room.tryPeers();
        sides.france.carryTo(sides.belgium);
        assertThat(show(drill).taken()).isPresent();
    }

    @Test
    void aChannelThatNobodyWatchesProvesNoHuman() {
        Trial drill = human();
        sides.belgium.carryTo(sides.france);
        sides.france.acknowledgePage(IncidentKind.DRILL, Optional.empty());
        sides.france.room.tryPeers();
        assertThat(sides.france.carryTo(sides.belgium)).isEmpty();
        pass(Duration.ofHours(4));
        assertThat(show(drill).ending()).contains(new Trial.Ending.Missed(sides.now));
        assertThat(line(30).human()).contains(0.0);
    }

    @Test
    void aDrillToWhichNobodyComesStopsPagingWhenItsTimeIsOver() {
        human();
        sides.belgium.carryTo(sides.france);
        assertThat(drillsInFrance()).hasSize(1);
        sides.now = sides.now.plus(Duration.ofHours(4));
        sides.france.room.tryPeers();
        assertThat(drillsInFrance()).isEmpty();
    }

    @Test
    void oneDrillAtATimeAndNoMoreThanFourADayPageAnybody() {
        human();
        assertThat(sides.belgium.room.drills().run(Neighbours.FR, Optional.empty(), Level.HUMAN, ANNA))
                .isInstanceOf(Answer.Invalid.class);
        sides.belgium.carryTo(sides.france);
        for (int more = 0; more < 5; more++) {
            pass(Duration.ofHours(4));
            human();
            sides.belgium.carryTo(sides.france);
        }
        assertThat(drillsInFrance()).as("the first four").hasSize(4);
    }

    @Test
    void peopleAreDrilledAtLeastOnceAMonthAtATimeNobodyCanForeseeUnlessThatIsOff() {
        pass(Duration.ZERO);
        assertThat(reach().nextDrillAt())
                .isBetween(sides.now.plus(Duration.ofHours(179)), sides.now.plus(Duration.ofDays(30)));
        pass(Duration.ofDays(30));
        assertThat(openDrill()).isEmpty();
        sides.drills = new DrillSettings(
                Duration.ofMinutes(15), Duration.ofMinutes(10), true, Duration.ofDays(30), Duration.ofHours(4));
        pass(Duration.ZERO);
        assertThat(openDrill()).isPresent();
    }

    @Test
    void shorterIntervalsAreTakenAtOnce() {
        pass(Duration.ZERO);
        sides.drills = new DrillSettings(
                Duration.ofSeconds(5), Duration.ofMinutes(10), true, Duration.ofMinutes(1), Duration.ofHours(4));
        pass(Duration.ofSeconds(1));
        assertThat(reach().nextTestAt()).isBefore(sides.now.plusSeconds(6));
        assertThat(reach().nextDrillAt()).isBefore(sides.now.plusSeconds(61));
    }

    private static CallView view(Answer<CallView> answer) {
        if (!(answer instanceof Answer.Done<CallView>(CallView view))) {
            throw new AssertionError(answer);
        }
        return view;
    }

    @Test
    void aDrillOfOnesOwnPagesAsOneAndEndsWithTheAcknowledgementAndTellsNobodyElse() {
        CallView opened = view(sides.france.room.calls().drill(ANNA));
        assertThat(opened.incident()).startsWith("DRILL-");
        assertThat(opened.state()).isEqualTo("OPEN");
        assertThat(opened.pages()).hasSize(1);
        sides.france.acknowledgePage(IncidentKind.DRILL, Optional.of("ben"));
        sides.france.room.tryPeers();
        CallView over = view(sides.france.room.calls().show(new IncidentCode(opened.incident())));
        assertThat(over.state()).isEqualTo("ACKNOWLEDGED");
        assertThat(over.acknowledgedBy()).contains("ben");
        assertThat(owed()).isZero();
        assertThat(sides.france.carryTo(sides.belgium)).isEmpty();
    }

    @Test
    void aDrillOfOnesOwnStopsAfterAnHour() {
        view(sides.france.room.calls().drill(ANNA));
        sides.now = sides.now.plus(Duration.ofHours(1));
        sides.france.room.tryPeers();
        assertThat(drillsInFrance()).isEmpty();
    }

    @Test
    void whoeverWasCalledIsCalledOnceMoreUnderANewIdAsLongAsNobodyHasAcknowledged() {
        IncidentCode code =
                new IncidentCode(view(sides.france.room.calls().drill(ANNA)).incident());
        view(sides.france.room.calls().again(code, ANNA));
        assertThat(view(sides.france.room.calls().again(code, ANNA)).pages()).hasSize(3);
        List<PageId> ids = sides.france.look(
                ledger -> ledger.pages().of(code).stream().map(Page::id).toList());
        assertThat(ids).doesNotHaveDuplicates();
        sides.france.acknowledgePage(IncidentKind.DRILL, Optional.of("ben"));
        assertThat(sides.france.room.calls().again(code, ANNA)).isInstanceOf(Answer.Invalid.class);
        assertThat(sides.france.room.calls().again(new IncidentCode("7KQ2-M9XA-04TZ"), ANNA))
                .isInstanceOf(Answer.NotFound.class);
    }

    @Test
    void percentilesAreNearestRanks() {
        List<Trial> drills = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Trial(
                        ByteString.EMPTY,
                        FRANCE,
                        Level.HUMAN,
                        "node",
                        Neighbours.NIGHT,
                        Neighbours.NIGHT.plusSeconds(100),
                        Optional.of(new Trial.Ending.Answered(Neighbours.NIGHT.plusSeconds(i), "x"))))
                .toList();
        DrillReport.Line line = DrillReport.line(FRANCE, 30, Optional.empty(), drills);
        assertThat(line.median()).contains(Duration.ofSeconds(10));
        assertThat(line.p95()).contains(Duration.ofSeconds(19));
        assertThat(DrillReport.line(FRANCE, 30, Optional.empty(), List.of()).median())
                .isEmpty();
    }
}
