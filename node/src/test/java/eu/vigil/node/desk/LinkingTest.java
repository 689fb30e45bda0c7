package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.detail;
import static eu.vigil.node.desk.Sides.done;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.TimelineEntry;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.wire.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests for one thing are kept together where they are asked, and nowhere else. */
class LinkingTest {
    private static final String HELD = """
            {"preservation_confirmation": {"what": ["disk image"], "held_since": "2026-03-29T01:10:00Z", "held_until": "2026-05-28T01:10:00Z"}}
            """;

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

    private CaseRef held() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, HELD, BEN));
        sides.france.carryTo(sides.belgium);
        return caseRef;
    }

    @Test
    void whatIsLinkedToOneIsLinkedToAllAndStaysSoAfterARestart() {
        List<CaseRef> cases = List.of(sides.asked(), sides.asked(), sides.asked());
        done(sides.france.desk().link(cases.get(1), cases.get(0), BEN));
        assertThat(detail(sides.france.desk().link(cases.get(2), cases.get(0), BEN))
                        .linked())
                .containsExactly(cases.get(0), cases.get(1));
        sides.restart();
        assertThat(sides.france.show(cases.get(1)).linked()).containsExactly(cases.get(0), cases.get(2));
        assertThat(sides.france.show(cases.get(0)).timeline())
                .filteredOn(entry -> entry.happening() == TimelineEntry.Happening.LINKED)
                .hasSize(2);
    }

    @Test
    void noOtherNodeHearsOfIt() {
        CaseRef one = sides.asked();
        CaseRef other = sides.asked();
        done(sides.france.desk().link(one, other, BEN));
        assertThat(sides.france.depart()).isEmpty();
        assertThat(sides.belgium.show(one).linked()).isEmpty();
    }

    @Test
    void onlyWhatWasReceivedIsLinkedAndNotWithItself() {
        CaseRef caseRef = sides.asked();
        assertThat(sides.france.desk().link(caseRef, caseRef, BEN)).isInstanceOf(Answer.Invalid.class);
        assertThat(sides.france.desk().link(caseRef, new CaseRef("LV-2026-000004"), BEN))
                .isInstanceOf(Answer.Invalid.class);
        assertThat(sides.belgium.desk().link(caseRef, sides.asked(), ANNA)).isInstanceOf(Answer.NotFound.class);
    }

    @Test
    void whatIsReleasedForOneStateIsSaidToBeHeldForTheOthers() {
        CaseRef withdrawn = held();
        CaseRef stays = held();
        done(sides.france.desk().link(withdrawn, stays, BEN));
        done(sides.belgium.desk().withdraw(withdrawn, "not needed", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(sides.france.show(withdrawn).summary().heldUntil()).isEmpty();
        assertThat(sides.france.show(stays).summary().heldUntil()).isPresent();
        assertThat(sides.france.show(withdrawn).timeline())
                .anyMatch(entry -> entry.happening() == TimelineEntry.Happening.HOLD_RELEASED
                        && entry.detail().equals("for this case alone: the data is still held for " + stays));
        assertThat(sides.belgium.show(withdrawn).timeline())
                .noneMatch(entry -> entry.detail().contains("still held"));
    }

    @Test
    void whatLapsesForOneStateIsSaidToBeHeldForTheOthers() {
        CaseRef lapses = held();
        CaseRef stays = held();
        done(sides.france.desk().link(lapses, stays, BEN));
        done(sides.france.desk().answer(stays, HELD.replace("2026-05-28", "2026-08-28"), BEN));
        sides.pass(Duration.ofDays(61));
        assertThat(sides.france.show(lapses).timeline())
                .anyMatch(entry -> entry.happening() == TimelineEntry.Happening.HOLD_LAPSED
                        && entry.detail().endsWith("the data is still held for " + stays));
    }
}
