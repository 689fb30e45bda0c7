package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
    static Stream<MessageKind> kinds() {
        return MessageKind.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExampleOfEveryKindKeepsAllRules(MessageKind kind) {
        assertThat(Samples.violations(Template.example(kind))).isEmpty();
        assertThat(MessageKind.of(Samples.read(Template.example(kind)).message()))
                .contains(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theBlankFormLacksItsMandatoryFieldsAndIsWrongInNothingElse(MessageKind kind) {
        assertThat(Samples.violations(Template.blank(kind)))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains("is mandatory"));
    }

    @Test
    void aBodyWithNothingInItLacksEachOfItsMandatoryFields() {
        MessageKind kind = MessageKind.named("PreservationRequest").orElseThrow();
        assertThat(Samples.violations(Template.blank(kind)))
                .anyMatch(violation -> violation.startsWith("preservation_request.facts: is mandatory"))
                .anyMatch(violation -> violation.startsWith("preservation_request.data_sought: "));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFieldThatAnOfficerWritesHasALabel(MessageKind kind) {
        assertThat(Template.blank(kind)
                        .lines()
                        .filter(line -> line.contains("// "))
                        .toList())
                .noneMatch(line -> line.matches(".*// (\\* )?[a-z].*"));
    }

    @Test
    void theFormOfAPreservationRequestExplainsEachField() {
        MessageKind kind = MessageKind.named("PreservationRequest").orElseThrow();
        List<String> lines = Template.blank(kind).lines().map(String::strip).toList();
        assertThat(lines)
                .containsSubsequence(
                        "// * To: The contact point that shall receive it: a State, a body of the Union or a partner. Such as: FR",
                        "\"to\": \"\",",
                        "\"urgency\": \"\",",
                        "// Drill: true for an exercise, false when it is real.",
                        "\"drill\": false,",
                        "// * New or extension: EXTENSION prolongs the case named in previous. One of NEW, EXTENSION.",
                        "// * Telephones: With the country's code, beginning with +. Such as: +32 2 555 01 00",
                        "\"telephones\": [\"\"],",
                        "// * Data sought: One entry for each kind of data and each address or account.");
        assertThat(Template.blank(kind)).doesNotContain("\"officer\"", "\"message_id\"", "\"sender\"", "\"recipient\"");
    }

    @Test
    void aKindIsNamedAsInTheContract() {
        assertThat(MessageKind.named("preservation_request")).isEmpty();
        assertThat(MessageKind.all()).extracting(MessageKind::name).contains("PreservationRequest", "Acknowledgement");
        assertThat(MessageKind.all()).allSatisfy(kind -> assertThat(kind.help()).isNotBlank());
    }
}
