package eu.vigil.node.desk;

import static eu.vigil.node.desk.Neighbours.RANDOM;
import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.done;
import static eu.vigil.node.desk.Sides.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Template;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.PreservationConfirmation;
import eu.vigil.protocol.wire.PreservationRequest;
import eu.vigil.protocol.wire.Refusal;
import eu.vigil.protocol.wire.Withdrawal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong does not leave, and the officer hears the field, the rule and where it comes from; of a node that lets it leave all the
 * same it is refused with a signed reason, and recorded.
 */
class BadInputTest {
    private static final Rules RULES = new Rules();
    private static final Duration LATE = Duration.ofHours(2);

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

    /** A mistake of a request: as an officer makes it, and as a node would send it. */
    record Mistake(
            String what,
            String right,
            String wrong,
            String field,
            String rule,
            Consumer<Message.Builder> onTheWire,
            Decision decision) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Mistake schema(
            String what, String right, String wrong, String field, String rule, Consumer<Message.Builder> onTheWire) {
        return new Mistake(what, right, wrong, field, rule, onTheWire, Decision.SCHEMA);
    }

    private static Consumer<Message.Builder> header(Consumer<Header.Builder> change) {
        return message -> change.accept(message.getHeaderBuilder());
    }

    private static Consumer<Message.Builder> body(Consumer<PreservationRequest.Builder> change) {
        return message -> change.accept(message.getPreservationRequestBuilder());
    }

    private static Stream<Mistake> mistakes() {
        String tooLong = "x".repeat(8001);
        return Stream.of(
                schema(
                        "a wrong type",
                        "\"drill\": false",
                        "\"drill\": \"perhaps\"",
                        "drill",
                        "true",
                        body(body -> body.setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(
                                        9,
                                        UnknownFieldSet.Field.newBuilder()
                                                .addFixed32(1)
                                                .build())
                                .build()))),
                schema(
                        "too long",
                        "\"necessity\": \"",
                        "\"necessity\": \"" + tooLong,
                        "preservation_request.necessity",
                        "at most",
                        body(body -> body.setNecessity(tooLong))),
                schema(
                        "missing",
                        "\"mode\": \"COMMITTED\"",
                        "\"mode\": \"\"",
                        "preservation_request.offence.mode",
                        "is mandatory; right: one of COMMITTED, ATTEMPT, INSTIGATION, AIDING",
                        body(PreservationRequest.Builder::clearOffence)),
                schema(
                        "an end before its start",
                        "\"to\": \"2026-03-29T01:00:00Z\"",
                        "\"to\": \"2020-01-01T00:00:00Z\"",
                        "preservation_request.data_sought[0].to",
                        "must not be before from",
                        body(body -> body.getDataSoughtBuilder(0)
                                .setTo(body.getDataSought(0).getFrom().toBuilder()
                                        .setSeconds(1)))),
                schema(
                        "H3 without text",
                        "\"handling_code\": \"H1\"",
                        "\"handling_code\": \"H3\"",
                        "handling_text",
                        "H3 needs the restriction in words",
                        header(header -> header.setHandlingCode(Header.HandlingCode.H3))),
                schema(
                        "an emergency without facts",
                        "\"urgency\": \"URGENT\",",
                        "\"urgency\": \"EMERGENCY\", \"urgency_reason\": \"\", \"was\": \"",
                        "urgency_reason",
                        "states the facts that put a life or a person's safety at risk (Second Protocol Art. 3(2)(c))",
                        header(header ->
                                header.setUrgency(Header.Urgency.EMERGENCY).clearUrgencyReason())),
                new Mistake(
                        "a basis that is not in force between the two",
                        "\"legal_basis\": \"BUDAPEST_29\"",
                        "\"legal_basis\": \"FD_2001_13\"",
                        "legal_basis",
                        "FD_2001_13 is not in force between BE and FR; right: legal bases that serve: DIR_2013_40_13, BUDAPEST_29",
                        header(header -> header.setLegalBasis(LegalBasis.FD_2001_13)),
                        Decision.BASIS));
    }

    private static String text(Mistake mistake) {
        String example = request("PreservationRequest", "URGENT", "BUDAPEST_29");
        assertThat(example).contains(mistake.right());
        String text = example.replace(mistake.right(), mistake.wrong());
        int was = text.indexOf("\"was\": \"");
        // The former reason stands in the way of an empty one.
        return was < 0
                ? text
                : text.substring(0, was) + text.substring(text.indexOf('\n', text.indexOf("\"urgency_reason\"", was)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeDoesNotLeaveAndIsSaidWithItsFieldAndRule(Mistake mistake) {
        said(sides.belgium.desk().draft(text(mistake), ANNA), mistake.field(), mistake.rule());
        assertThat(sides.belgium.depart()).isEmpty();
        assertThat(sides.belgium.<Integer>look(
                        ledger -> ledger.requests().counts().size()))
                .as("no case was opened")
                .isZero();
    }

    private static void said(Answer<CaseDetail> answer, String field, String rule) {
        assertThat(answer).isInstanceOf(Answer.Invalid.class);
        List<Violation> violations = ((Answer.Invalid<CaseDetail>) answer).violations();
        assertThat(violations)
                .anySatisfy(violation -> assertThat(violation.field() + ": " + violation.message())
                        .startsWith(field + ": ")
                        .contains(rule));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeThatArrivesIsRefusedWithASignedReasonAndRecorded(Mistake mistake) {
        Message.Builder message = asked(sides.belgium.self, sides.france.self).toBuilder();
        mistake.onTheWire().accept(message);
        refused(sides.belgium.forge(sides.france, message.build()), mistake.decision());
        assertThat(sides.france.<Integer>look(
                        ledger -> ledger.requests().counts().size()))
                .as("no case was opened, and nobody is called")
                .isZero();
    }

    private static void refused(Leaf leaf, Decision decision) {
        assertThat(leaf.getDecision()).isEqualTo(decision);
        assertThat(leaf.getDigest().size()).as("what was refused is on record").isEqualTo(32);
    }

    /** A request without a mistake. */
    private Message asked(ParticipantId from, ParticipantId to) {
        String example = Template.example(
                        MessageKind.named("PreservationRequest").orElseThrow())
                .replace("\"to\": \"FR\"", "\"to\": \"%s\"".formatted(to));
        if (!(new Form(RULES).read(example) instanceof Form.Drafted(Draft draft))) {
            throw new AssertionError(new Form(RULES).read(example));
        }
        return complete(draft, from, CaseRef.of(from, 2026, 999), Optional.empty());
    }

    private Message complete(Draft draft, ParticipantId from, CaseRef caseRef, Optional<MessageId> inReplyTo) {
        NodeFacts facts = new NodeFacts(
                from,
                MessageId.of(sides.now, RANDOM),
                Optional.of(caseRef),
                inReplyTo,
                sides.now,
                NodeFacts.LIFETIME,
                "Anna",
                inReplyTo.isPresent() ? Optional.empty() : Optional.of("Ben"),
                Optional.empty(),
                Neighbours.DIRECTORY.version(),
                1);
        return switch (new Form(RULES).complete(draft, facts)) {
            case Form.Complete(Message message, var _) -> message;
            case Form.Wrong(var violations) -> throw new AssertionError(violations);
        };
    }

    /** An answer without a mistake. */
    private Message answer(Sides.Side from, CaseRef caseRef, Message body) {
        RequestRecord request =
                from.look(ledger -> ledger.requests().ofCase(caseRef).getFirst());
        Message asked = from.look(ledger -> Contents.of(ledger.messages().ofCase(request.network(), caseRef).stream()
                .filter(message -> message.id().equals(request.id()))
                .findFirst()
                .orElseThrow()));
        return complete(Draft.about(asked, request.peer(), body), from.self, caseRef, Optional.of(request.id()));
    }

    private Message withdrawal(CaseRef caseRef) {
        return answer(
                sides.belgium,
                caseRef,
                Message.newBuilder()
                        .setWithdrawal(Withdrawal.newBuilder().setText("not needed"))
                        .build());
    }

    @Test
    void aHoldUnderSixtyDaysIsSaidAndIsRefused() {
        CaseRef caseRef = sides.indicated();
        said(
                sides.france.desk().answer(caseRef, """
                        {"preservation_confirmation": {"what": ["logs"], "held_since": "2026-03-29T01:10:00Z", "held_until": "2026-05-28T01:09:59Z"}}
                        """, BEN),
                "preservation_confirmation.held_until",
                "at least 60 days after held_since (Budapest Art. 29(7))");
        assertThat(sides.france.depart()).isEmpty();
        Message right = answer(
                sides.france,
                caseRef,
                Message.newBuilder()
                        .setPreservationConfirmation(PreservationConfirmation.newBuilder()
                                .addWhat("logs")
                                .setHeldSince(timestamp(0))
                                .setHeldUntil(timestamp(60)))
                        .build());
        Message.Builder wrong = right.toBuilder();
        wrong.getPreservationConfirmationBuilder().setHeldUntil(timestamp(59));
        refused(sides.france.forge(sides.belgium, wrong.build()), Decision.SCHEMA);
        assertThat(sides.belgium.show(caseRef).summary().heldUntil()).isEmpty();
    }

    private Timestamp timestamp(long days) {
        return Timestamp.newBuilder()
                .setSeconds(sides.now.plus(Duration.ofDays(days)).getEpochSecond())
                .build();
    }

    @Test
    void aGroundThatIsNotOnTheListIsSaidAndIsRefused() {
        CaseRef caseRef = sides.acknowledged();
        said(
                sides.france
                        .desk()
                        .answer(
                                caseRef,
                                "{\"refusal\": {\"ground\": \"NOT_COMPETENT\", \"reasons\": \"ask somebody else\"}}",
                                BEN),
                "refusal.ground",
                "Budapest Art. 29");
        assertThat(sides.france.depart()).isEmpty();
        Message wrong = answer(
                sides.france,
                caseRef,
                Message.newBuilder()
                        .setRefusal(Refusal.newBuilder()
                                .setGround(Refusal.Ground.NOT_COMPETENT)
                                .setReasons("ask somebody else"))
                        .build());
        refused(sides.france.forge(sides.belgium, wrong), Decision.SCHEMA);
        assertThat(sides.belgium.show(caseRef).summary().feasibilityDue()).isPresent();
    }

    @Test
    void aWithdrawalAfterTheAnswerIsSaidAndIsRefused() {
        CaseRef caseRef = sides.indicated();
        Message withdrawal = withdrawal(caseRef);
        done(sides.france.desk().answer(caseRef, "{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay\"}}", BEN));
        sides.france.carryTo(sides.belgium);
        assertThat(sides.belgium.desk().withdraw(caseRef, "not needed", ANNA)).isInstanceOf(Answer.Conflict.class);
        refused(sides.belgium.forge(sides.france, withdrawal), Decision.CASE_STATE);
        assertThat(sides.france.show(caseRef).summary().state()).isEqualTo(RequestState.ANSWERED);
    }

    @Test
    void aPartnerThatWritesToAForeignStateIsToldAndIsRefused() {
        Sides.Side partner = sides.new Side(new ParticipantId("BE/BANK-1"), folder.resolve("bank"), SqliteFile::opened);
        try {
            said(
                    partner.desk().draft(request("PreservationRequest", "URGENT", "COALITION_MOU"), ANNA),
                    "to",
                    "BE/BANK-1 may not send PreservationRequest to FR in EU-ART13; right: allowed: nothing; a partner speaks with its own State alone");
            Message wrong = asked(partner.self, sides.france.self);
            refused(partner.forge(sides.france, wrong), Decision.POLICY);
        } finally {
            partner.close();
        }
    }

    @Test
    void anAnswerThatNobodyAskedForOrInAnothersNameIsRefused() {
        CaseRef caseRef = sides.acknowledged();
        Message withdrawal = withdrawal(caseRef);
        Message.Builder elsewhere = withdrawal.toBuilder();
        elsewhere
                .getHeaderBuilder()
                .setInReplyTo(MessageId.of(sides.now, RANDOM).bytes());
        refused(sides.belgium.forge(sides.france, elsewhere.build()), Decision.CASE_STATE);
        Message.Builder speaking = withdrawal.toBuilder()
                .setRefusal(Refusal.newBuilder()
                        .setGround(Refusal.Ground.POLITICAL_OFFENCE)
                        .setReasons("no"));
        speaking.getHeaderBuilder().setMessageId(MessageId.of(sides.now, RANDOM).bytes());
        refused(sides.belgium.forge(sides.france, speaking.build()), Decision.CASE_STATE);
        sides.pass(LATE);
        assertThat(sides.france.show(caseRef).summary().feasibilityDue())
                .as("the request stands as it stood")
                .isPresent();
    }
}
