package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.CARL;
import static eu.vigil.node.desk.Sides.INDICATION;
import static eu.vigil.node.desk.Sides.done;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseSummary;
import eu.vigil.node.operator.desk.Ping;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a request, on both sides. */
class AnsweringTest {
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

    private static final String CONFIRMATION = """
            {"preservation_confirmation": {"what": ["flow records"], "held_since": "2026-03-29T05:42:00Z", "held_until": "%s"}}
            """;
    private static final String ANSWER = "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay at 203.0.113.77\"}}";

    private CaseSummary belgian(CaseRef caseRef) {
        return sides.belgium.show(caseRef).summary();
    }

    private CaseSummary french(CaseRef caseRef) {
        return sides.france.show(caseRef).summary();
    }

    private void agree(CaseRef caseRef, RequestState state) {
        assertThat(belgian(caseRef).state()).isEqualTo(state);
        assertThat(french(caseRef).state()).isEqualTo(state);
    }

    private static String conflict(Answer<CaseDetail> answer) {
        assertThat(answer).isInstanceOf(Answer.Conflict.class);
        return ((Answer.Conflict<CaseDetail>) answer).why();
    }

    private static List<String> fields(Answer<CaseDetail> answer) {
        assertThat(answer).isInstanceOf(Answer.Invalid.class);
        return ((Answer.Invalid<CaseDetail>) answer)
                .violations().stream().map(Violation::field).toList();
    }

    @Test
    void theWholeWayFromTheRequestToTheAnswerIsTheSameOnBothSides() {
        CaseRef caseRef = sides.asked();
        assertThat(belgian(caseRef).feasibilityDue())
                .isEqualTo(french(caseRef).feasibilityDue())
                .contains(Neighbours.NIGHT.plus(Duration.ofHours(8)));
        done(sides.france.desk().acknowledge(caseRef, Optional.empty(), BEN));
        sides.france.carryTo(sides.belgium);
        agree(caseRef, RequestState.ACKNOWLEDGED);
        done(sides.france.desk().answer(caseRef, INDICATION, BEN));
        sides.france.carryTo(sides.belgium);
        agree(caseRef, RequestState.FEASIBILITY_ANSWERED);
        done(sides.france.desk().answer(caseRef, CONFIRMATION.formatted("2026-05-28T05:42:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        agree(caseRef, RequestState.EXECUTING);
        done(sides.france.desk().answer(caseRef, ANSWER, BEN));
        assertThat(sides.france.carryTo(sides.belgium)).containsExactly(Decision.ACCEPTED);
        agree(caseRef, RequestState.ANSWERED);
        assertThat(sides.belgium.show(caseRef).answers())
                .extracting(answer -> answer.kind())
                .containsExactly("Acknowledgement", "FeasibilityReply", "PreservationConfirmation", "Answer");
    }

    @Test
    void theEightHoursStopOnBothSidesAtTheInstantThatTheReplyBears() {
        CaseRef caseRef = sides.acknowledged();
        sides.now = sides.now.plus(Duration.ofMinutes(115));
        Instant said = sides.now;
        done(sides.france.desk().answer(caseRef, INDICATION, BEN));
        sides.now = sides.now.plus(Duration.ofMinutes(40)); // the link was down
        sides.france.carryTo(sides.belgium);
        assertThat(french(caseRef).indicatedAt()).contains(said);
        assertThat(belgian(caseRef).indicatedAt()).contains(said);
        assertThat(belgian(caseRef).feasibilityDue()).isEmpty();
    }

    @Test
    void aLaterReplyIsANewEstimateAndStopsNothingAgain() {
        CaseRef caseRef = sides.indicated();
        Optional<Instant> first = belgian(caseRef).indicatedAt();
        sides.now = sides.now.plus(Duration.ofHours(1));
        done(sides.france.desk().answer(caseRef, INDICATION, BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(belgian(caseRef).indicatedAt()).isEqualTo(first);
    }

    @Test
    void dataIsHeldUntilTheSameInstantOnBothSidesAndAHoldMayOnlyBeProlonged() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, CONFIRMATION.formatted("2026-06-28T05:42:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        Instant until = Instant.parse("2026-06-28T05:42:00Z");
        assertThat(belgian(caseRef).heldUntil())
                .isEqualTo(french(caseRef).heldUntil())
                .contains(until);
        assertThat(sides.france.desk().answer(caseRef, CONFIRMATION.formatted("2026-05-28T05:42:00Z"), BEN))
                .isInstanceOf(Answer.Conflict.class);
        done(sides.france.desk().answer(caseRef, CONFIRMATION.formatted("2026-09-28T05:42:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(belgian(caseRef).heldUntil()).contains(Instant.parse("2026-09-28T05:42:00Z"));
    }

    @Test
    void fiftyNineDaysAreTooFew() {
        CaseRef caseRef = sides.indicated();
        assertThat(fields(sides.france.desk().answer(caseRef, CONFIRMATION.formatted("2026-05-27T05:42:00Z"), BEN)))
                .containsExactly("preservation_confirmation.held_until");
    }

    @Test
    void nothingIsAnsweredBeforeItWasAcknowledgedAndIndicated() {
        CaseRef caseRef = sides.asked();
        assertThat(conflict(sides.france.desk().answer(caseRef, INDICATION, BEN)))
                .contains("acknowledge it first");
        done(sides.france.desk().acknowledge(caseRef, Optional.empty(), BEN));
        assertThat(conflict(sides.france.desk().answer(caseRef, ANSWER, BEN))).contains("feasibility reply");
    }

    @Test
    void theRequestingSideCannotAnswerItself() {
        CaseRef caseRef = sides.acknowledged();
        assertThat(conflict(sides.belgium.desk().answer(caseRef, INDICATION, ANNA)))
                .contains("only the requested side says FeasibilityReply");
    }

    @Test
    void aRefusalNeedsTwoPeopleAndEndsTheRequestOnBothSides() {
        CaseRef caseRef = sides.asked();
        String refusal = "{\"refusal\": {\"ground\": \"POLITICAL_OFFENCE\", \"reasons\": \"a lawful demonstration\"}}";
        CaseDetail waits = Sides.detail(sides.france.desk().answer(caseRef, refusal, BEN));
        assertThat(waits.summary().state()).isEqualTo(RequestState.RECEIVED);
        assertThat(waits.draft().orElseThrow().kind()).isEqualTo("Refusal");
        assertThat(sides.france.carryTo(sides.belgium)).isEmpty();
        assertThat(sides.france.desk().send(caseRef, "now", BEN)).isInstanceOf(Answer.Forbidden.class);
        assertThat(sides.france
                        .desk()
                        .approve(caseRef, waits.draft().orElseThrow().content(), BEN))
                .isInstanceOf(Answer.Forbidden.class);
        done(sides.france.desk().approve(caseRef, waits.draft().orElseThrow().content(), CARL));
        done(sides.france.desk().send(caseRef, "", BEN));
        assertThat(sides.france.carryTo(sides.belgium)).containsExactly(Decision.ACCEPTED);
        agree(caseRef, RequestState.REFUSED);
        assertThat(sides.belgium.show(caseRef).answers().getFirst().text().toString())
                .contains("\"officer\":\"Ben\"", "\"approver\":\"Carl\"", "a lawful demonstration");
        assertThat(sides.france.incidents(caseRef)).extracting(Incident::state).containsOnly(Incident.State.CLOSED);
    }

    @Test
    void aRequestIsRefusedOnlyOnAGroundOfItsList() {
        CaseRef caseRef = sides.asked();
        assertThat(fields(sides.france
                        .desk()
                        .answer(
                                caseRef,
                                "{\"refusal\": {\"ground\": \"DISPROPORTIONATE\", \"reasons\": \"too much\"}}",
                                BEN)))
                .containsExactly("refusal.ground");
        assertThat(fields(sides.france.desk().answer(caseRef, "{\"refusal\": {\"reasons\": \"no\"}}", BEN)))
                .containsExactly("refusal.ground");
    }

    @Test
    void aWithdrawalHoldsOnceTheOtherNodeHasAcceptedItAndStopsItsPager() {
        CaseRef caseRef = sides.asked();
        assertThat(sides.france.incidents(caseRef)).extracting(Incident::isOpen).containsExactly(true);
        CaseDetail asked = Sides.detail(sides.belgium.desk().withdraw(caseRef, "the server was seized", ANNA));
        assertThat(asked.summary().state()).isEqualTo(RequestState.RECEIPTED);
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        agree(caseRef, RequestState.WITHDRAWN);
        assertThat(sides.france.incidents(caseRef)).extracting(Incident::state).containsExactly(Incident.State.CLOSED);
    }

    @Test
    void aWithdrawalReleasesTheHoldOnBothSides() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, CONFIRMATION.formatted("2026-05-28T05:42:00Z"), BEN));
        sides.france.carryTo(sides.belgium);
        done(sides.belgium.desk().withdraw(caseRef, "the server was seized", ANNA));
        sides.belgium.carryTo(sides.france);
        agree(caseRef, RequestState.WITHDRAWN);
        assertThat(belgian(caseRef).heldUntil()).isEmpty();
        assertThat(french(caseRef).heldUntil()).isEmpty();
    }

    @Test
    void aWithdrawalThatCrossesTheAnswerIsRefusedAndBothSidesAreAnswered() {
        CaseRef caseRef = sides.indicated();
        done(sides.belgium.desk().withdraw(caseRef, "seized", ANNA));
        List<Sides.Departed> withdrawal = sides.belgium.depart();
        done(sides.france.desk().answer(caseRef, ANSWER, BEN));
        List<Sides.Departed> answer = sides.france.depart();
        assertThat(withdrawal.getFirst().arrive(sides.france)).isEqualTo(Decision.CASE_STATE);
        assertThat(answer.getFirst().arrive(sides.belgium)).isEqualTo(Decision.ACCEPTED);
        agree(caseRef, RequestState.ANSWERED);
    }

    @Test
    void anIndicationThatCrossesTheWithdrawalIsHeardAndBothSidesAreWithdrawn() {
        CaseRef caseRef = sides.acknowledged();
        done(sides.france.desk().answer(caseRef, INDICATION, BEN));
        List<Sides.Departed> indication = sides.france.depart();
        done(sides.belgium.desk().withdraw(caseRef, "seized", ANNA));
        sides.belgium.carryTo(sides.france);
        assertThat(indication.getFirst().arrive(sides.belgium)).isEqualTo(Decision.ACCEPTED);
        agree(caseRef, RequestState.WITHDRAWN);
    }

    @Test
    void nothingIsAnsweredAfterAWithdrawalAndNothingWithdrawnAfterAnAnswer() {
        CaseRef withdrawn = sides.indicated();
        done(sides.belgium.desk().withdraw(withdrawn, "seized", ANNA));
        sides.belgium.carryTo(sides.france);
        assertThat(conflict(sides.france.desk().answer(withdrawn, ANSWER, BEN))).contains("WITHDRAWN", "final");
        CaseRef answered = sides.indicated();
        done(sides.france.desk().answer(answered, ANSWER, BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(conflict(sides.belgium.desk().withdraw(answered, "seized", ANNA)))
                .contains("ANSWERED", "final");
    }

    @Test
    void whatHasNotLeftIsWithdrawnAtOnceAndNeverLeaves() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(Sides.request("PreservationRequest", "URGENT", "BUDAPEST_29"), ANNA));
        done(sides.belgium.desk().send(caseRef, "alone on duty", ANNA));
        assertThat(Sides.detail(sides.belgium.desk().withdraw(caseRef, "a mistake", ANNA))
                        .summary()
                        .state())
                .isEqualTo(RequestState.WITHDRAWN);
        assertThat(sides.belgium.carryTo(sides.france)).isEmpty();
    }

    @Test
    void aCaseThatIsNotThereIsSaidToBeMissing() {
        CaseRef nowhere = new CaseRef("BE-2026-999999");
        assertThat(sides.france.desk().answer(nowhere, ANSWER, BEN)).isInstanceOf(Answer.NotFound.class);
        assertThat(sides.belgium.desk().withdraw(nowhere, "why", ANNA)).isInstanceOf(Answer.NotFound.class);
    }

    @Test
    void aPeerThatIsThereAnswersAReachabilityTestOverTheWholeWay() {
        var _ = Thread.ofVirtual().start(() -> {
            while (sides.belgium.carryTo(sides.france).isEmpty()) {}
            while (sides.france.carryTo(sides.belgium).isEmpty()) {}
        });
        assertThat(sides.belgium.desk().ping(Neighbours.FR, Optional.empty(), ANNA))
                .isInstanceOfSatisfying(
                        Answer.Done.class,
                        done -> assertThat(((Ping) done.result()).roundTrip()).isPresent());
        assertThat(sides.belgium.desk().ping(new ParticipantId("SE"), Optional.empty(), ANNA))
                .isInstanceOf(Answer.NotFound.class);
    }
}
