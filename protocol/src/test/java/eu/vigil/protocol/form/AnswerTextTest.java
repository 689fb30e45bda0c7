package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer is written as its body alone; the rest comes from the request. */
class AnswerTextTest {
    private static final Message REQUEST = Samples.message();

    private static List<String> violations(String text) {
        return switch (Samples.FORM.read(text, REQUEST, new ParticipantId("BE"))) {
            case Form.Drafted _ -> List.of();
            case Form.Wrong(var violations) ->
                violations.stream().map(Violation::toString).toList();
        };
    }

    private static Message read(String text) {
        return switch (Samples.FORM.read(text, REQUEST, new ParticipantId("BE"))) {
            case Form.Drafted(Draft draft) -> draft.message();
            case Form.Wrong(var violations) -> throw new AssertionError(violations);
        };
    }

    @Test
    void anAnswerTakesNetworkBasisUrgencyAndHandlingFromItsRequest() {
        Header header = read("{\"answer\": {\"extent\": \"WHOLE\", \"text\": \"a relay\"}}")
                .getHeader();
        assertThat(header.getRecipient()).isEqualTo("BE");
        assertThat(header.getLegalBasis()).isEqualTo(LegalBasis.BUDAPEST_29);
        assertThat(header.getUrgency()).isEqualTo(REQUEST.getHeader().getUrgency());
        assertThat(header.getTlp()).isEqualTo(REQUEST.getHeader().getTlp());
    }

    @Test
    void anAnswerMayBeHandledMoreStrictlyThanItsRequest() {
        Header header =
                read("{\"tlp\": \"RED\", \"language\": \"fr\", \"answer\": {\"extent\": \"WHOLE\", \"text\": \"un relais\"}}")
                        .getHeader();
        assertThat(header.getTlp()).isEqualTo(Header.Tlp.RED);
        assertThat(header.getLanguage()).isEqualTo("fr");
    }

    @ParameterizedTest
    @CsvSource({"to, DE", "network, G7-24-7", "legal_basis, BUDAPEST_30", "urgency, ROUTINE", "urgency_reason, none"})
    void whatBelongsToTheRequestIsNotWrittenAgain(String field, String value) {
        assertThat(violations("{\"%s\": \"%s\", \"withdrawal\": {\"text\": \"seized\"}}".formatted(field, value)))
                .containsExactly(field + ": is the request's own; right: leave it out");
    }

    @Test
    void anAnswerSaysOneThing() {
        assertThat(violations("{}")).singleElement().asString().startsWith("says nothing: ");
        assertThat(violations(
                        "{\"withdrawal\": {\"text\": \"x\"}, \"answer\": {\"extent\": \"WHOLE\", \"text\": \"x\"}}"))
                .anySatisfy(text -> assertThat(text).startsWith("says more than one thing: "));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-28T05:42:00Z, true",
        "2026-05-28T05:41:59Z, false",
        "2026-05-27T05:42:00Z, false",
        "2026-03-28T05:42:00Z, false"
    })
    void dataIsHeldForAtLeastSixtyDays(String until, boolean right) {
        List<String> violations = violations("""
                {"preservation_confirmation": {"what": ["flow records"], "held_since": "2026-03-29T05:42:00Z", "held_until": "%s"}}
                """.formatted(until));
        if (right) {
            assertThat(violations).isEmpty();
        } else {
            assertThat(violations)
                    .containsExactly(
                            "preservation_confirmation.held_until: must be at least 60 days after held_since (Budapest Art. 29(7))");
        }
    }

    @Test
    void aFeasibilityReplySaysWhetherInWhichFormAndWhen() {
        assertThat(violations("{\"feasibility_reply\": {\"will_answer\": \"YES\"}}"))
                .anySatisfy(text -> assertThat(text).contains("feasibility_reply.form"))
                .anySatisfy(text -> assertThat(text).contains("feasibility_reply.estimated_time"));
        assertThat(violations("{\"feasibility_reply\": {\"will_answer\": \"NO\"}}"))
                .singleElement()
                .asString()
                .contains("feasibility_reply.ground");
        assertThat(violations("{\"feasibility_reply\": {\"will_answer\": \"NO\", \"ground\": \"POLITICAL_OFFENCE\"}}"))
                .isEmpty();
        assertThat(
                        violations(
                                "{\"feasibility_reply\": {\"will_answer\": \"YES\", \"form\": \"mail\", \"estimated_time\": \"2026-03-29T06:00:00Z\", \"ground\": \"NOT_COMPETENT\"}}"))
                .singleElement()
                .asString()
                .contains("feasibility_reply.ground");
        assertThat(
                        violations(
                                "{\"feasibility_reply\": {\"will_answer\": \"PARTLY\", \"form\": \"mail\", \"estimated_time\": \"2026-03-29T06:00:00Z\"}}"))
                .singleElement()
                .asString()
                .contains("feasibility_reply.remark");
    }

    @Test
    void aRefusalNeedsAGroundFromTheListAndReasons() {
        assertThat(violations("{\"refusal\": {\"reasons\": \"no\"}}"))
                .singleElement()
                .asString()
                .contains("refusal.ground");
        assertThat(violations("{\"refusal\": {\"ground\": \"POLITICAL_OFFENCE\"}}"))
                .singleElement()
                .asString()
                .contains("refusal.reasons");
        assertThat(violations("{\"refusal\": {\"ground\": \"WORKLOAD\", \"reasons\": \"too much\"}}"))
                .anySatisfy(text -> assertThat(text).contains("refusal.ground", "POLITICAL_OFFENCE"));
    }
}
