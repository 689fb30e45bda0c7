package eu.vigil.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.id.ParticipantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of message between every ordered pair of kinds of participants, as itself and as a copy: what the table below does not
 * name is refused. Written from the treaties and not from {@code policy.md}. Every legal basis is taken to be in force.
 */
class PolicyMatrixTest {
    private static final Policy POLICY = Policy.builtIn();

    /** Two of each kind of which two may talk, so that "its own" and "another's" are told apart. */
    private static final List<String> PARTICIPANTS = List.of(
            "BE",
            "FR",
            "EU-GSC",
            "EU-COM",
            "EU-EUROPOL",
            "EU-EUROJUST",
            "US",
            "JP",
            "BE/BANK-1",
            "BE/ISP-2",
            "FR/ISP-3");

    /** From -> to: what may be said; after a bar, of what a copy may be sent. Everything that is not here may not. */
    private static final String TABLE = """
            BE -> FR = requests answers EarlyWarning SpontaneousInformation ProgressReport BestPractice reachability
            FR -> BE = requests answers EarlyWarning SpontaneousInformation ProgressReport BestPractice reachability

            BE -> EU-EUROPOL = SpontaneousInformation EarlyWarning toEuropol | requests answers
            FR -> EU-EUROPOL = SpontaneousInformation EarlyWarning toEuropol | requests answers
            EU-EUROPOL -> BE = SpontaneousInformation EarlyWarning InformationRequest ConditionDecision ClarificationAnswer Withdrawal
            EU-EUROPOL -> FR = SpontaneousInformation EarlyWarning InformationRequest ConditionDecision ClarificationAnswer Withdrawal

            BE -> EU-EUROJUST = JurisdictionConsultation onJurisdiction | CaseTransfer
            FR -> EU-EUROJUST = JurisdictionConsultation onJurisdiction | CaseTransfer
            EU-EUROJUST -> BE = JurisdictionConsultation onJurisdiction | CaseTransfer
            EU-EUROJUST -> FR = JurisdictionConsultation onJurisdiction | CaseTransfer

            BE -> EU-GSC = ContactPointNotification JurisdictionDeclaration
            FR -> EU-GSC = ContactPointNotification JurisdictionDeclaration
            BE -> EU-COM = ContactPointNotification JurisdictionDeclaration StatisticsReport
            FR -> EU-COM = ContactPointNotification JurisdictionDeclaration StatisticsReport

            EU-GSC -> BE = Directory
            EU-GSC -> FR = Directory
            EU-GSC -> EU-COM = Directory
            EU-GSC -> EU-EUROPOL = Directory
            EU-GSC -> EU-EUROJUST = Directory
            EU-GSC -> US = Directory
            EU-GSC -> JP = Directory
            EU-GSC -> BE/BANK-1 = Directory
            EU-GSC -> BE/ISP-2 = Directory
            EU-GSC -> FR/ISP-3 = Directory

            BE -> BE/BANK-1 = signals toPartner
            BE -> BE/ISP-2 = signals toPartner
            FR -> FR/ISP-3 = signals toPartner
            BE/BANK-1 -> BE = signals fromPartner
            BE/ISP-2 -> BE = signals fromPartner
            FR/ISP-3 -> FR = signals fromPartner

            BE -> US = budapest answers SpontaneousInformation EarlyWarning reachability
            FR -> US = budapest answers SpontaneousInformation EarlyWarning reachability
            BE -> JP = budapest answers SpontaneousInformation EarlyWarning reachability
            FR -> JP = budapest answers SpontaneousInformation EarlyWarning reachability
            US -> BE = budapest answers SpontaneousInformation EarlyWarning reachability
            US -> FR = budapest answers SpontaneousInformation EarlyWarning reachability
            JP -> BE = budapest answers SpontaneousInformation EarlyWarning reachability
            JP -> FR = budapest answers SpontaneousInformation EarlyWarning reachability
            US -> JP = budapest answers SpontaneousInformation EarlyWarning reachability
            JP -> US = budapest answers SpontaneousInformation EarlyWarning reachability
            """;

    /** Words of the table that stand for several kinds. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "requests",
            List.of(
                    "PreservationRequest",
                    "InformationRequest",
                    "TechnicalAdviceRequest",
                    "LegalInformationRequest",
                    "LocateSuspectRequest",
                    "EmergencyDisclosureRequest",
                    "EmergencyMlaRequest",
                    "MlaFollowUp",
                    "CaseTransfer",
                    "JurisdictionConsultation"),
            "budapest",
            List.of(
                    "PreservationRequest",
                    "TechnicalAdviceRequest",
                    "LegalInformationRequest",
                    "LocateSuspectRequest",
                    "MlaFollowUp"),
            "answers",
            List.of(
                    "Acknowledgement",
                    "FeasibilityReply",
                    "PreservationConfirmation",
                    "PreservationRiskNotice",
                    "PartialDisclosureNotice",
                    "Answer",
                    "Refusal",
                    "Postponement",
                    "ConditionOffer",
                    "ConditionDecision",
                    "ClarificationQuestion",
                    "ClarificationAnswer",
                    "Withdrawal",
                    "Extension",
                    "MisroutedNotice",
                    "ProsecutionInitiated",
                    "ProsecutionOutcome"),
            "toEuropol",
            List.of(
                    "Acknowledgement",
                    "FeasibilityReply",
                    "Answer",
                    "Refusal",
                    "Postponement",
                    "ConditionOffer",
                    "ClarificationQuestion",
                    "MisroutedNotice"),
            "onJurisdiction",
            List.of(
                    "Acknowledgement",
                    "FeasibilityReply",
                    "Answer",
                    "Refusal",
                    "ClarificationQuestion",
                    "ClarificationAnswer",
                    "Withdrawal"),
            "reachability",
            List.of("ReachabilityTest", "ReachabilityResponse"),
            "signals",
            List.of("PartnerSignal", "PartnerFeedback", "AccountMeasure"),
            "toPartner",
            List.of("PreservationRequest", "ClarificationAnswer", "Withdrawal", "Extension"),
            "fromPartner",
            List.of(
                    "Acknowledgement",
                    "FeasibilityReply",
                    "PreservationConfirmation",
                    "PreservationRiskNotice",
                    "Refusal",
                    "ClarificationQuestion",
                    "MisroutedNotice"));

    private record Pair(String from, String to) {}

    private record Row(Set<String> said, Set<String> copied) {}

    private static final Map<Pair, Row> EXPECTED = expected();

    private static Map<Pair, Row> expected() {
        Map<Pair, Row> rows = new HashMap<>();
        TABLE.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] sides = line.split(" = ", -1);
            String[] pair = sides[0].split(" -> ", -1);
            String[] kinds = sides[1].split(" \\| ", -1);
            rows.put(
                    new Pair(pair[0], pair[1]),
                    new Row(kinds(kinds[0]), kinds.length > 1 ? kinds(kinds[1]) : Set.of()));
        });
        return rows;
    }

    private static Set<String> kinds(String words) {
        Set<String> kinds = new LinkedHashSet<>();
        Stream.of(words.split(" ", -1)).forEach(word -> kinds.addAll(GROUPS.getOrDefault(word, List.of(word))));
        return kinds;
    }

    static Stream<MessageKind> kinds() {
        return MessageKind.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyCellIsAsTheTreatiesSay(MessageKind kind) {
        List<String> wrong = new ArrayList<>();
        for (String from : PARTICIPANTS) {
            for (String to : PARTICIPANTS) {
                Row row = EXPECTED.getOrDefault(new Pair(from, to), new Row(Set.of(), Set.of()));
                cell(wrong, from, to, kind, false, row.said().contains(kind.name()));
                cell(wrong, from, to, kind, true, row.copied().contains(kind.name()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void cell(
            List<String> wrong, String from, String to, MessageKind kind, boolean copy, boolean allowed) {
        ParticipantId speaker = new ParticipantId(from);
        ParticipantId hearer = new ParticipantId(to);
        Verdict verdict = POLICY.check(
                new Speech(
                        speaker,
                        POLICY.kindOf(speaker),
                        hearer,
                        POLICY.kindOf(hearer),
                        Optional.empty(),
                        kind.name(),
                        copy,
                        Optional.empty(),
                        true),
                _ -> true);
        if (allowed != (verdict instanceof Verdict.Allowed)
                || (verdict instanceof Verdict.Denied(var _, var reason, var instead)
                        && (reason.isBlank() || instead.isBlank()))) {
            wrong.add("%s -> %s, %s%s: %s".formatted(from, to, copy ? "copy of " : "", kind, verdict));
        }
    }

    @Test
    void theTableNamesOnlyKindsThatThereAre() {
        Set<String> named = new LinkedHashSet<>();
        EXPECTED.values().forEach(row -> {
            named.addAll(row.said());
            named.addAll(row.copied());
        });
        assertThat(MessageKind.all().stream().map(MessageKind::name).toList()).containsAll(named);
        assertThat(named)
                .as("every kind may be said by somebody")
                .hasSize(MessageKind.all().size());
    }
}
