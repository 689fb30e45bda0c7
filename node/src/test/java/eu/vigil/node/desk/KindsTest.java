package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.CARL;
import static eu.vigil.node.desk.Sides.detail;
import static eu.vigil.node.desk.Sides.done;
import static eu.vigil.node.desk.Sides.request;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseFilter;
import eu.vigil.node.operator.desk.CaseListing;
import eu.vigil.node.operator.desk.CaseSummary;
import eu.vigil.node.operator.desk.TimelineEntry;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the further kinds of messages do, on both sides. */
class KindsTest {
    private static final String HELD = """
            {"preservation_confirmation": {"what": ["flow records"], "held_since": "2026-03-29T05:42:00Z", "held_until": "%s"}}
            """;

    @TempDir
    private Path folder;

    private Sides sides;

    @BeforeEach
    void start() {
        sides = new Sides(folder);
    }

    @AfterEach
    void stop() {
        sides.close();
    }

    private void bothStand(CaseRef caseRef, RequestState state) {
        assertThat(sides.belgium.show(caseRef).summary().state()).isEqualTo(state);
        assertThat(sides.france.show(caseRef).summary().state()).isEqualTo(state);
    }

    private CaseRef held() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, HELD.formatted("2026-05-28T05:42:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        return caseRef;
    }

    private CaseRef asked(String text) {
        CaseRef caseRef = done(sides.belgium.desk().draft(text, ANNA));
        CaseDetail waits = sides.belgium.show(caseRef);
        done(sides.belgium.desk().approve(caseRef, waits.draft().orElseThrow().content(), CARL));
        done(sides.belgium.desk().send(caseRef, "", ANNA));
        return caseRef;
    }

    @Test
    void aPostponedRequestGoesOnWithItsAnswer() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, "{\"postponement\": {\"reasons\": \"a search on Monday\"}}", BEN));
        sides.france.carryTo(sides.belgium);
        bothStand(caseRef, RequestState.POSTPONED);
        done(sides.france.desk().answer(caseRef, "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay\"}}", BEN));
        sides.france.carryTo(sides.belgium);
        bothStand(caseRef, RequestState.ANSWERED);
    }

    @Test
    void aQuestionIsOpenOnBothSidesUntilItsReplyWasTakenAndStopsNoClock() {
        CaseRef caseRef = sides.acknowledged();
        done(sides.france.desk().answer(caseRef, "{\"clarification_question\": {\"text\": \"which server?\"}}", BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(sides.france.show(caseRef).summary().questions()).isEqualTo(1);
        assertThat(sides.belgium.show(caseRef).summary().questions()).isEqualTo(1);
        assertThat(sides.belgium.show(caseRef).summary().feasibilityDue()).isPresent();

        done(sides.belgium.desk().answer(caseRef, "{\"clarification_answer\": {\"text\": \"the first\"}}", ANNA));
        assertThat(sides.belgium.show(caseRef).summary().questions()).isEqualTo(1);
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(sides.france.show(caseRef).summary().questions()).isZero();
        assertThat(sides.belgium.show(caseRef).summary().questions()).isZero();
        assertThat(sides.belgium.desk().answer(caseRef, "{\"clarification_answer\": {\"text\": \"again\"}}", ANNA))
                .isInstanceOf(Answer.Conflict.class);
        assertThat(sides.belgium.show(caseRef).timeline())
                .extracting(TimelineEntry::happening)
                .contains(TimelineEntry.Happening.ASKED, TimelineEntry.Happening.REPLIED);
    }

    @Test
    void aMisroutedRequestEndsAndSaysWhomToAsk() {
        CaseRef caseRef = sides.acknowledged();
        done(sides.france
                .desk()
                .answer(caseRef, "{\"misrouted_notice\": {\"text\": \"moved\", \"competent\": \"NL\"}}", BEN));
        sides.france.carryTo(sides.belgium);
        bothStand(caseRef, RequestState.MISROUTED);
        assertThat(sides.belgium.show(caseRef).timeline())
                .anyMatch(entry -> entry.detail().contains("to be asked of NL"));
    }

    @Test
    void whatIsOnlyToldIsKeptAndChangesNothingEvenAfterTheEnd() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay\"}}", BEN));
        done(sides.france.desk().answer(caseRef, """
                        {"prosecution_initiated": {"date": "2026-09-01", "court": "Tribunal judiciaire de Paris"}}
                        """, BEN));
        assertThat(sides.france.carryTo(sides.belgium)).containsOnly(Decision.ACCEPTED);
        bothStand(caseRef, RequestState.ANSWERED);
        assertThat(sides.belgium.show(caseRef).answers())
                .anyMatch(answer -> answer.kind().equals("ProsecutionInitiated"));
    }

    @Test
    void onlyTheSideThatMaySayItSaysIt() {
        CaseRef caseRef = sides.acknowledged();
        assertThat(sides.belgium.desk().answer(caseRef, "{\"misrouted_notice\": {\"text\": \"no\"}}", ANNA))
                .isInstanceOf(Answer.Conflict.class);
        assertThat(sides.france.desk().answer(caseRef, "{\"extension\": {\"text\": \"longer\"}}", BEN))
                .isInstanceOf(Answer.Conflict.class);
    }

    @Test
    void aConfirmationThatCrossesTheWithdrawalIsTaken() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, HELD.formatted("2026-05-28T05:42:00Z"), BEN));
        List<Sides.Departed> underWay = sides.france.depart();
        done(sides.belgium.desk().withdraw(caseRef, "not needed", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(underWay)
                .hasSize(1)
                .allSatisfy(
                        departed -> assertThat(departed.arrive(sides.belgium)).isEqualTo(Decision.ACCEPTED));
        bothStand(caseRef, RequestState.WITHDRAWN);
        assertThat(sides.belgium.show(caseRef).summary().heldUntil()).isEmpty();
    }

    @Test
    void aLodgedRequestForAssistanceKeepsTheHoldUntilItIsDecided() {
        CaseRef preserved = held();
        CaseRef followUp = asked(request("MlaFollowUp", "URGENT", "BUDAPEST_31")
                .replace(
                        "\"preservation_ref\": \"BE-2026-000122\"",
                        "\"preservation_ref\": \"%s\"".formatted(preserved)));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(sides.france.show(followUp).summary().concerns()).contains(preserved);
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(side.show(preserved).timeline())
                    .extracting(TimelineEntry::happening)
                    .contains(TimelineEntry.Happening.MLA_LODGED);
        }
        sides.pass(Duration.ofDays(75));
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(side.show(preserved).summary().heldUntil()).isPresent();
            assertThat(side.show(preserved).timeline())
                    .extracting(TimelineEntry::happening)
                    .doesNotContain(TimelineEntry.Happening.HOLD_LAPSED);
        }
        done(sides.france.desk().acknowledge(followUp, Optional.empty(), BEN));
        done(sides.france.desk().answer(followUp, Sides.INDICATION, BEN));
        done(sides.france
                .desk()
                .answer(followUp, "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"by courier\"}}", BEN));
        assertThat(sides.france.carryTo(sides.belgium)).containsOnly(Decision.ACCEPTED);
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(side.show(preserved).summary().heldUntil()).isEmpty();
        }
    }

    @Test
    void assistanceForDataThatNobodyHoldsIsRefusedWithAReceipt() {
        CaseRef caseRef = asked(request("MlaFollowUp", "URGENT", "BUDAPEST_31"));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.CASE_STATE);
        assertThat(sides.belgium.show(caseRef).summary().state()).isEqualTo(RequestState.REFUSED);
    }

    @Test
    void anExtensionHoldsTheFormerCaseLonger() {
        CaseRef first = held();
        CaseRef second = done(sides.belgium
                .desk()
                .draft(
                        request("PreservationRequest", "URGENT", "BUDAPEST_29")
                                .replace("\"kind\": \"NEW\"", "\"kind\": \"EXTENSION\"")
                                .replace("\"previous\": \"\"", "\"previous\": \"%s\"".formatted(first)),
                        ANNA));
        done(sides.belgium.desk().send(second, "alone on duty", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        done(sides.france.desk().acknowledge(second, Optional.empty(), BEN));
        done(sides.france.desk().answer(second, Sides.INDICATION, BEN));
        done(sides.france.desk().answer(second, HELD.formatted("2026-07-28T05:42:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        for (Sides.Side side : List.of(sides.belgium, sides.france)) {
            assertThat(side.show(first).summary().heldUntil().map(Object::toString))
                    .contains("2026-07-28T05:42:00Z");
        }
    }

    @Test
    void aNoticeOpensACaseCallsSomebodyAndIsDoneOnceSomebodyHasIt() {
        CaseRef caseRef = done(sides.belgium.desk().draft(request("EarlyWarning", "URGENT", "DIR_2013_40_13"), ANNA));
        done(sides.belgium.desk().send(caseRef, "", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(sides.france.show(caseRef).summary().state()).isEqualTo(RequestState.RECEIVED);
        assertThat(sides.france.show(caseRef).summary().feasibilityDue()).isEmpty();
        assertThat(sides.france.incidents(caseRef)).hasSize(1);
        done(sides.france.desk().acknowledge(caseRef, Optional.empty(), BEN));
        assertThat(sides.france.depart()).as("nobody is told").isEmpty();
        assertThat(sides.france.show(caseRef).summary().state()).isEqualTo(RequestState.ACKNOWLEDGED);
        assertThat(sides.france.incidents(caseRef))
                .allSatisfy(incident -> assertThat(incident.state()).isEqualTo(Incident.State.CLOSED));
        assertThat(sides.france.desk().answer(caseRef, Sides.INDICATION, BEN)).isInstanceOf(Answer.Conflict.class);
    }

    @Test
    void casesAreFoundByWordKindUrgencyAndTimeAndPagedWithoutGapOrRepeat() {
        List<CaseRef> all = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            all.add(sides.asked());
            sides.pass(Duration.ofMinutes(1));
        }
        sides.france.room.keepSearchWords();
        assertThat(list(filter(Optional.empty(), Optional.of("198.51.100.24"), 50))
                        .cases())
                .hasSize(7);
        assertThat(list(filter(Optional.empty(), Optional.of(" 198.51.100.24 "), 50))
                        .cases())
                .hasSize(7);
        assertThat(list(filter(Optional.empty(), Optional.of("198.51.100.25"), 50))
                        .cases())
                .isEmpty();
        assertThat(list(filter(Optional.of("EarlyWarning"), Optional.empty(), 50))
                        .cases())
                .isEmpty();
        List<CaseRef> seen = new ArrayList<>();
        CaseFilter filter = filter(Optional.of("PreservationRequest"), Optional.empty(), 3);
        while (true) {
            CaseListing page = list(filter);
            page.cases().stream().map(CaseSummary::caseRef).forEach(seen::add);
            if (page.next().isEmpty()) {
                break;
            }
            filter = new CaseFilter(
                    filter.state(),
                    filter.side(),
                    filter.peer(),
                    filter.kind(),
                    filter.urgency(),
                    filter.since(),
                    filter.until(),
                    filter.word(),
                    3,
                    page.next());
        }
        assertThat(seen).as("the least time left first").isEqualTo(all);
        assertThat(sides.france
                        .desk()
                        .list(
                                new CaseFilter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        3,
                                        Optional.of("AAAA")),
                                BEN))
                .isInstanceOf(Answer.Invalid.class);
        CaseFilter late = new CaseFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Header.Urgency.URGENT),
                Optional.of(Neighbours.NIGHT.plus(Duration.ofMinutes(5))),
                Optional.of(Neighbours.NIGHT.plus(Duration.ofMinutes(6))),
                Optional.empty(),
                50,
                Optional.empty());
        assertThat(list(late).cases()).extracting(CaseSummary::caseRef).containsExactly(all.get(5));
    }

    private CaseListing list(CaseFilter filter) {
        if (!(sides.france.desk().list(filter, BEN) instanceof Answer.Done<CaseListing>(CaseListing listing))) {
            throw new AssertionError(filter);
        }
        return listing;
    }

    private static CaseFilter filter(Optional<String> kind, Optional<String> word, int limit) {
        return new CaseFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                word,
                limit,
                Optional.empty());
    }

    @Test
    void theDetailOfANoticeIsReadLikeThatOfARequest() {
        CaseRef caseRef = done(sides.belgium.desk().draft(request("BestPractice", "ROUTINE", "ADMINISTRATIVE"), ANNA));
        assertThat(detail(sides.belgium.desk().send(caseRef, "", ANNA))
                        .request()
                        .toString())
                .contains("Victims first");
    }
}
