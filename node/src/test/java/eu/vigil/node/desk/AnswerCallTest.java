package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.CARL;
import static eu.vigil.node.desk.Sides.done;
import static eu.vigil.node.desk.Sides.request;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.KindRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other side says about a request and nobody may leave unseen calls somebody, once, until a person has looked. */
class AnswerCallTest {
    private static final String QUESTION = "{\"clarification_question\": {\"text\": \"which server?\"}}";
    private static final String REPLY = "{\"clarification_answer\": {\"text\": \"the first\"}}";

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

    private static List<Incident> calls(Sides.Side side, CaseRef caseRef) {
        return side.incidents(caseRef).stream()
                .filter(incident -> incident.about().kind() == IncidentKind.ANSWER_RECEIVED)
                .toList();
    }

    /** France says this about a request that it said it will answer, and nobody in Brussels has looked yet. */
    private CaseRef said(String text) {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, text, BEN));
        assertThat(sides.france.carryTo(sides.belgium)).containsExactly(Decision.ACCEPTED);
        return caseRef;
    }

    @Test
    void theContractSaysWhichAnswersCall() {
        assertThat(MessageKind.all().stream()
                        .filter(kind -> kind.rule().getSort() == KindRule.Sort.ANSWER)
                        .filter(kind -> kind.rule().getCalls())
                        .map(MessageKind::name))
                .containsExactly(
                        "PreservationRiskNotice",
                        "PartialDisclosureNotice",
                        "Answer",
                        "Refusal",
                        "Postponement",
                        "ConditionOffer",
                        "ConditionDecision",
                        "ClarificationQuestion",
                        "ClarificationAnswer",
                        "Extension",
                        "MisroutedNotice");
        assertThat(MessageKind.all().stream()
                        .filter(kind -> kind.rule().getSort() != KindRule.Sort.ANSWER)
                        .filter(kind -> kind.rule().getCalls()))
                .as("a request calls anyway")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                QUESTION,
                "{\"condition_offer\": {\"conditions\": [{\"condition\": \"CONFIDENTIAL\"}]}}",
                "{\"preservation_risk_notice\": {\"risks\": [\"CONFIDENTIALITY\"], \"text\": \"the holder tells its customer\", \"proceed\": \"WAITS\"}}",
                "{\"partial_disclosure_notice\": {\"provider\": \"Exemple Relay BV\", \"state\": \"NL\", \"path\": \"203.0.113.77\"}}",
                "{\"postponement\": {\"reasons\": \"a search on Monday\"}}",
                "{\"misrouted_notice\": {\"text\": \"moved\", \"competent\": \"NL\"}}"
            })
    void whatTheRequestedStateWantsTheAskingDeskToSeeCallsItAsUrgentlyAsItAsked(String text) {
        CaseRef caseRef = said(text);
        assertThat(calls(sides.belgium, caseRef)).singleElement().satisfies(call -> {
            assertThat(call.isOpen()).isTrue();
            assertThat(call.code().isDrill()).isFalse();
            assertThat(call.about().urgency()).isEqualTo(Urgency.URGENT);
            assertThat(call.about().messageKind())
                    .hasValueSatisfying(kind -> assertThat(MessageKind.named(kind))
                            .isPresent()
                            .isNotEqualTo(MessageKind.named("PreservationRequest")));
        });
    }

    @Test
    void anAnswerCallsWhoAskedAndAnAcknowledgementAnIndicationOrAHoldCallsNobody() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, """
                {"preservation_confirmation": {"what": ["logs"], "held_since": "2026-03-29T01:10:00Z", "held_until": "2026-05-28T01:10:00Z"}}
                """, BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(calls(sides.belgium, caseRef)).isEmpty();
        done(sides.france.desk().answer(caseRef, "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay\"}}", BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(calls(sides.belgium, caseRef)).singleElement().matches(Incident::isOpen);
    }

    @Test
    void aRoutineRequestsQuestionIsRoutineWhateverItsSenderThinks() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(request("PreservationRequest", "ROUTINE", "BUDAPEST_29"), ANNA));
        done(sides.belgium
                .desk()
                .approve(
                        caseRef,
                        sides.belgium.show(caseRef).draft().orElseThrow().content(),
                        CARL));
        done(sides.belgium.desk().send(caseRef, "", ANNA));
        sides.belgium.carryTo(sides.france);
        done(sides.france.desk().acknowledge(caseRef, Optional.empty(), BEN));
        done(sides.france.desk().answer(caseRef, QUESTION, BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(calls(sides.belgium, caseRef))
                .singleElement()
                .satisfies(call -> assertThat(call.about().urgency()).isEqualTo(Urgency.ROUTINE));
    }

    @Test
    void aReplyCallsTheDeskThatAskedBack() {
        CaseRef caseRef = said(QUESTION);
        done(sides.belgium.desk().answer(caseRef, REPLY, ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(calls(sides.france, caseRef))
                .singleElement()
                .satisfies(call -> assertThat(call.about().messageKind()).contains("ClarificationAnswer"));
    }

    @Test
    void aDutyOfficerWhoOpensTheCaseHasSeenIt() {
        CaseRef caseRef = said(QUESTION);
        done(sides.belgium.desk().show(caseRef, CARL));
        assertThat(calls(sides.belgium, caseRef))
                .as("who only approves is not on duty")
                .singleElement()
                .matches(Incident::isOpen);
        done(sides.belgium.desk().show(caseRef, ANNA));
        assertThat(calls(sides.belgium, caseRef)).singleElement().satisfies(call -> {
            assertThat(call.state()).isEqualTo(Incident.State.CLOSED);
            assertThat(call.acknowledgedBy()).contains("Anna");
        });
        sides.pass(Duration.ofHours(1));
        assertThat(calls(sides.belgium, caseRef)).hasSize(1);
    }

    @Test
    void whoRepliesHasSeenIt() {
        CaseRef caseRef = said(QUESTION);
        done(sides.belgium.desk().answer(caseRef, REPLY, ANNA));
        assertThat(calls(sides.belgium, caseRef))
                .singleElement()
                .satisfies(call -> assertThat(call.state()).isEqualTo(Incident.State.CLOSED));
    }

    @Test
    void whoAcknowledgesThePageHasSeenItAndThePeerIsToldNothing() {
        CaseRef caseRef = said(QUESTION);
        sides.belgium.acknowledgePage(IncidentKind.ANSWER_RECEIVED, Optional.of("Anna"));
        assertThat(calls(sides.belgium, caseRef)).singleElement().satisfies(call -> {
            assertThat(call.state()).isEqualTo(Incident.State.CLOSED);
            assertThat(call.acknowledgedBy()).contains("Anna");
        });
        assertThat(sides.belgium.depart()).isEmpty();
        assertThat(sides.belgium.show(caseRef).summary().questions())
                .as("seen is not replied to")
                .isEqualTo(1);
    }

    @Test
    void eachMessageCallsOnceHoweverOftenItArrivesAndTheNodeStarts() {
        CaseRef caseRef = sides.acknowledged();
        done(sides.france.desk().answer(caseRef, QUESTION, BEN));
        done(sides.france.desk().answer(caseRef, QUESTION, BEN));
        List<Sides.Departed> underWay = sides.france.depart();
        for (int times = 0; times < 3; times++) {
            underWay.forEach(departed -> departed.arrive(sides.belgium));
        }
        assertThat(calls(sides.belgium, caseRef)).hasSize(2);
        sides.restart();
        sides.pass(Duration.ofHours(1));
        assertThat(calls(sides.belgium, caseRef)).hasSize(2).allMatch(Incident::isOpen);
    }

    @Test
    void whatItsCaseDoesNotAllowCallsNobody() {
        CaseRef caseRef = sides.indicated();
        done(sides.france.desk().answer(caseRef, "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay\"}}", BEN));
        List<Sides.Departed> underWay = sides.france.depart();
        done(sides.belgium.desk().withdraw(caseRef, "not needed", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.CASE_STATE);
        underWay.forEach(departed -> departed.arrive(sides.belgium));
        assertThat(calls(sides.belgium, caseRef))
                .as("the answer was there first and stands")
                .hasSize(1);
        assertThat(calls(sides.france, caseRef))
                .as("the withdrawal was refused")
                .isEmpty();
    }

    @Test
    void anExerciseCallsAsAnExerciseInBothDirections() {
        CaseRef caseRef = done(sides.belgium
                .desk()
                .draft(
                        request("PreservationRequest", "URGENT", "BUDAPEST_29")
                                .replace("\"drill\": false", "\"drill\": true"),
                        ANNA));
        done(sides.belgium.desk().send(caseRef, "an exercise", ANNA));
        sides.belgium.carryTo(sides.france);
        done(sides.france.desk().acknowledge(caseRef, Optional.empty(), BEN));
        done(sides.france.desk().answer(caseRef, QUESTION, BEN));
        sides.france.carryTo(sides.belgium);
        sides.pass(Duration.ofHours(7));
        assertThat(sides.belgium.incidents(caseRef))
                .isNotEmpty()
                .allMatch(incident -> incident.code().isDrill());
        assertThat(sides.france.incidents(caseRef))
                .extracting(incident -> incident.about().kind())
                .contains(IncidentKind.REQUEST_RECEIVED, IncidentKind.FEASIBILITY_DUE);
        assertThat(sides.france.incidents(caseRef))
                .allMatch(incident -> incident.code().isDrill());
    }

    @Test
    void aPartnersQuestionCallsItsOwnState() {
        ParticipantId bank = new ParticipantId("BE/BANK-1");
        Sides.Side partner = sides.new Side(bank, folder.resolve("bank"), SqliteFile::opened);
        try {
            CaseRef caseRef = done(sides.belgium
                    .desk()
                    .draft(
                            request("PreservationRequest", "URGENT", "COALITION_MOU")
                                    .replace("\"to\": \"FR\"", "\"to\": \"BE/BANK-1\""),
                            ANNA));
            done(sides.belgium.desk().send(caseRef, "alone on duty", ANNA));
            assertThat(sides.belgium.carryTo(partner)).containsExactly(Decision.ACCEPTED);
            done(partner.desk().acknowledge(caseRef, Optional.empty(), BEN));
            done(partner.desk().answer(caseRef, QUESTION, BEN));
            assertThat(partner.carryTo(sides.belgium)).containsOnly(Decision.ACCEPTED);
            assertThat(calls(sides.belgium, caseRef))
                    .singleElement()
                    .satisfies(call -> assertThat(call.about().peer()).contains(bank));
        } finally {
            partner.close();
        }
    }

    @Test
    void veryManyQuestionsOfOnePeerAreGroupedLikeItsRequests() {
        CaseRef caseRef = sides.acknowledged();
        for (int number = 0; number < 14; number++) {
            done(sides.france.desk().answer(caseRef, QUESTION, BEN));
        }
        sides.france.carryTo(sides.belgium);
        List<Incident> calls = calls(sides.belgium, caseRef);
        assertThat(calls).hasSize(14);
        assertThat(calls.stream().filter(call -> call.calledBy().isEmpty())).hasSize(10);
        done(sides.belgium.desk().show(caseRef, ANNA));
        assertThat(sides.belgium.<List<Incident>>look(
                        ledger -> ledger.incidents().open(100)))
                .as("the one call that stood for four ends with them")
                .isEmpty();
    }
}
