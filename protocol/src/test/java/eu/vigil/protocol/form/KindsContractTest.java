package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.wire.KindRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind's example keeps all rules ({@link TemplateTest}); here each rule of more than one field is broken once. */
class KindsContractTest {
    /** Of each kind: what is changed in its example, and what is then said. */
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            PreservationRequest        | "kind": "NEW"                     | "kind": "EXTENSION"               | preservation_request.previous: an EXTENSION names
            PreservationRequest        | "to": "2026-03-29T01:00:00Z"      | "to": "2020-01-01T00:00:00Z"      | preservation_request.data_sought[0].to: must not be before from
            PreservationRequest        | "handling_code": "H1"             | "handling_code": "H3"             | handling_text: H3 needs the restriction in words
            PreservationRequest        | "tlp": "AMBER_STRICT"             | "tlp": "CLEAR"                    | tlp: CLEAR lets everybody read it
            PreservationRequest        | "urgency_reason": "The provider overwrites its flow records after 72 hours." | "urgency_reason": "" | urgency_reason: a message that is not ROUTINE says why
            PreservationRequest        | "legal_basis": "BUDAPEST_29"      | "legal_basis": "FD_2001_13", "x": 1 | x: is no field here
            PreservationRequest        | "telephones": ["+32 2 555 01 00"] | "telephones": ["02 555 01 00"]    | preservation_request.requesting_authority.telephones[0]: has not the form
            PreservationRequest        | "time_zone": "Europe/Brussels"    | "time_zone": "Europe/Brüssel"     | preservation_request.requesting_authority.time_zone:
            InformationRequest         | "question": "Is                   | "question": "", "x": "            | information_request.question: is mandatory
            LocateSuspectRequest       | "identifiers": [""night-owl" at forum.example"] | "identifiers": []     | locate_suspect_request.persons[0].name: a name or an identifier
            EmergencyDisclosureRequest | "urgency": "EMERGENCY"            | "urgency": "URGENT"               | urgency: a EmergencyDisclosureRequest is said only under EMERGENCY
            EmergencyDisclosureRequest | "provisions": "Art. 550bis and 550ter Penal Code (BE)" | "provisions": "" | emergency_disclosure_request.offence.provisions: an emergency request names
            EmergencyMlaRequest        | "urgency": "EMERGENCY"            | "urgency": "ROUTINE"              | urgency: a EmergencyMlaRequest is said only under EMERGENCY
            MlaFollowUp                | "preservation_ref": "BE-2026-000122" | "preservation_ref": "BE-26-1"  | mla_follow_up.preservation_ref: has not the form
            CaseTransfer               | "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" | "sha256": "" | case_transfer.manifest[0].sha256: a FILE is named with its digest
            CaseTransfer               | "types": ["SYSTEM_INTERFERENCE_DAMAGE"] | "types": ["PAYMENT_FRAUD"]  | case_transfer.offence.types: only ILLEGAL_ACCESS
            JurisdictionConsultation   | "bases": ["TERRITORY"]            | "bases": ["TERRITORY", "TERRITORY"] | jurisdiction_consultation.states[0].bases: names the same twice
            FeasibilityReply           | "will_answer": "YES"              | "will_answer": "NO"               | feasibility_reply.ground: stands with NO
            PreservationConfirmation   | "held_until": "2026-05-28T05:42:00Z" | "held_until": "2026-05-28T05:41:59Z" | preservation_confirmation.held_until: must be at least 60 days
            PreservationRiskNotice     | "risks": ["CONFIDENTIALITY"]      | "risks": []                       | preservation_risk_notice.risks: is mandatory
            ConditionOffer             | "condition": "PURPOSE"            | "condition": "OTHER"              | condition_offer.conditions[0].text: OTHER says in words
            ConditionDecision          | "decision": "ACCEPTED"            | "decision": "DECLINED"            | condition_decision.text: who declines conditions says why
            MisroutedNotice            | "competent": "NL"                 | "competent": "Netherlands"        | misrouted_notice.competent: has not the form
            ProsecutionInitiated       | "date": "2026-09-01"              | "date": "2026-13-01"              | prosecution_initiated.date: has not the form
            ProsecutionOutcome         | "result": "CONVICTION"            | "result": ""                      | prosecution_outcome.result: is mandatory
            Directory                  | "expires_at": "2026-06-28T12:00:00Z" | "expires_at": "2026-03-28T12:00:00Z" | directory.expires_at: must be after issued_at
            StatisticsReport           | "to": "2026-01-01T00:00:00Z"      | "to": "2025-01-01T00:00:00Z"      | statistics_report.to: must be after from
            StatisticsReport           | "value": 12                       | "value": 4                        | statistics_report.counts[0].value: numbers under 5 are suppressed
            StatisticsReport           | "suppressed": false               | "suppressed": true                | statistics_report.counts[0].suppressed: a number that is not said is 0
            StatisticsReport           | "ground": ""                      | "ground": "NOT_COMPETENT"         | statistics_report.counts[0].ground: only refusals
            PartnerSignal              | "to": "2026-03-01T00:00:00Z"      | "to": "2024-03-01T00:00:00Z"      | partner_signal.to: must not be before from
            PartnerSignal              | "lawful_payers_redacted": 209     | "lawful_payers_redacted": 213     | partner_signal.lawful_payers_redacted: cannot be more than the payments
            PartnerSignal              | "agreement": "IT-07"              | "agreement": "seven"              | partner_signal.agreement: has not the form
            PartnerFeedback            | "signal_ref": "IT/PAY-1-2026-000001" | "signal_ref": "42"             | partner_feedback.signal_ref: has not the form
            ProgressReport             | "to": "2026-01-01T00:00:00Z"      | "to": "2025-01-01T00:00:00Z"      | progress_report.to: must be after from
            EarlyWarning               | "vectors": ["DISRUPTION"]         | "vectors": ["WEATHER"]            | early_warning.vectors[0]: 'WEATHER' is none of the choices
            """)
    void aBrokenRuleIsSaidAtItsField(String kind, String right, String wrong, String said) {
        String example = Template.example(MessageKind.named(kind).orElseThrow());
        String text = example.replace(right.replace("\"\"", "\"\\\"").replace("\" at", "\\\" at"), wrong);
        String changed = text.equals(example) ? example.replace(right, wrong) : text;
        assertThat(changed).as("the example has %s", right).isNotEqualTo(example);
        assertThat(Samples.violations(changed)).anyMatch(violation -> violation.startsWith(said));
    }

    static Stream<MessageKind> kinds() {
        return MessageKind.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theContractSaysOfEveryKindWhatItIsToACase(MessageKind kind) {
        KindRule rule = kind.rule();
        assertThat(rule.getSort()).isNotEqualTo(KindRule.Sort.SORT_UNSPECIFIED);
        boolean answers = rule.getSort() == KindRule.Sort.ANSWER;
        assertThat(rule.getSpeaker() != KindRule.Speaker.SPEAKER_UNSPECIFIED).isEqualTo(answers);
        assertThat(rule.getEffect() != KindRule.Effect.EFFECT_UNSPECIFIED).isEqualTo(answers);
        assertThat(kind.retention()).isNotNull();
    }

    @Test
    void theKindsAreThoseOfTheNetworkAndTheirNumbersStay() {
        assertThat(MessageKind.all().stream()
                        .map(kind -> kind.field().getNumber() + " " + kind.name())
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        16 PreservationRequest
                        17 InformationRequest
                        18 TechnicalAdviceRequest
                        19 LegalInformationRequest
                        20 LocateSuspectRequest
                        21 EmergencyDisclosureRequest
                        22 EmergencyMlaRequest
                        23 MlaFollowUp
                        24 CaseTransfer
                        25 JurisdictionConsultation
                        48 Acknowledgement
                        49 FeasibilityReply
                        50 PreservationConfirmation
                        51 PreservationRiskNotice
                        52 PartialDisclosureNotice
                        53 Answer
                        54 Refusal
                        55 Postponement
                        56 ConditionOffer
                        57 ConditionDecision
                        58 ClarificationQuestion
                        59 ClarificationAnswer
                        60 Withdrawal
                        61 Extension
                        62 MisroutedNotice
                        63 ProsecutionInitiated
                        64 ProsecutionOutcome
                        80 ContactPointNotification
                        81 Directory
                        82 JurisdictionDeclaration
                        83 EarlyWarning
                        84 SpontaneousInformation
                        85 StatisticsReport
                        86 PartnerSignal
                        87 PartnerFeedback
                        88 AccountMeasure
                        89 ProgressReport
                        90 BestPractice
                        92 ReachabilityTest
                        93 ReachabilityResponse""");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFormHasASectionForEveryPartAndItsFieldsInTheOrderOfTheContract(MessageKind kind) {
        for (String language : Words.LANGUAGES) {
            FormPage page = FormPage.of(kind, Words.in(language).orElseThrow());
            assertThat(page.label()).isNotBlank();
            assertThat(page.sections().getFirst().fields())
                    .extracting(FormPage.Field::path)
                    .startsWith("to", "network", "legal_basis", "urgency");
            Set<String> paths = page.sections().stream()
                    .flatMap(section -> section.fields().stream())
                    .map(FormPage.Field::path)
                    .collect(Collectors.toSet());
            List<String> all = page.sections().stream()
                    .flatMap(section -> section.fields().stream())
                    .map(FormPage.Field::path)
                    .toList();
            assertThat(all).hasSameSizeAs(paths);
            page.sections().stream()
                    .flatMap(section -> section.fields().stream())
                    .forEach(field -> {
                        assertThat(field.label()).as(field.path()).isNotBlank();
                        assertThat(field.choices().isEmpty())
                                .as(field.path())
                                .isEqualTo(field.input() != FormPage.Input.CODE);
                    });
        }
    }

    @Test
    void aFieldOfAFormSaysWhatItAsksFor() {
        FormPage page = FormPage.of(
                MessageKind.named("PreservationRequest").orElseThrow(),
                Words.in("fr").orElseThrow());
        assertThat(page.label()).isEqualTo("Demande de conservation");
        FormPage.Section data = page.sections().stream()
                .filter(section -> section.path().equals("preservation_request.data_sought"))
                .findFirst()
                .orElseThrow();
        assertThat(data.mandatory()).isTrue();
        assertThat(data.manyMax()).isEqualTo(200);
        assertThat(data.fields().getFirst().choices())
                .contains(new FormPage.Choice("TRAFFIC", "Données relatives au trafic"));
        assertThat(data.fields().get(1).charsMax()).contains(512);
        assertThat(data.fields().get(2).input()).isEqualTo(FormPage.Input.INSTANT);
    }

    @Test
    void aMessageIsShownInTheReadersWordsAndOnlyFreeTextStaysInItsLanguage() {
        List<Shown.Line> lines = new Shown(
                        Words.in("fr").orElseThrow(), instant -> "<%d>".formatted(instant.getSeconds()))
                .lines(Samples.message());
        assertThat(lines).startsWith(new Shown.Line(0, "Demande de conservation", ""));
        assertThat(lines)
                .anyMatch(line -> line.label().equals("Urgence") && line.value().equals("Urgent (URGENT)"))
                .anyMatch(line -> line.label().equals("Faits") && line.value().contains("VPN"))
                .anyMatch(line -> line.label().equals("Du") && line.value().startsWith("<17"))
                .noneMatch(line -> line.label().equals("Facts"));
    }
}
