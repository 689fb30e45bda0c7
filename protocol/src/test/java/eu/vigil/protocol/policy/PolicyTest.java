package eu.vigil.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Verdict.Allowed;
import eu.vigil.protocol.policy.Verdict.Denied;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header.Urgency;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final Policy POLICY = Policy.builtIn();
    private static final Predicate<LegalBasis> ALL = Set.of(LegalBasis.values())::contains;
    private static final Predicate<LegalBasis> NONE = Set.<LegalBasis>of()::contains;

    @ParameterizedTest(name = "{0} to {1} in {2}: {3} under {4} is {5}")
    @CsvSource(delimiter = '|', textBlock = """
                    # State <-> State: all requests, answers and notices of the basis
                    BE          | FR          | EU-ART13    | PreservationRequest        | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | PreservationRequest        | DIR_2013_40_13 | ACCEPTED
                    BE          | FR          | EU-ART13    | InformationRequest         | DIR_2013_40_13 | ACCEPTED
                    BE          | FR          | EU-ART13    | InformationRequest         | BUDAPEST_29    | BASIS
                    BE          | FR          | EU-ART13    | TechnicalAdviceRequest     | BUDAPEST_35    | ACCEPTED
                    BE          | FR          | EU-ART13    | LegalInformationRequest    | BUDAPEST_35    | ACCEPTED
                    BE          | FR          | EU-ART13    | LocateSuspectRequest       | BUDAPEST_35    | ACCEPTED
                    BE          | FR          | EU-ART13    | EmergencyDisclosureRequest | BUDAPEST_P2_9  | ACCEPTED
                    BE          | FR          | EU-ART13    | EmergencyMlaRequest        | BUDAPEST_P2_10 | ACCEPTED
                    BE          | FR          | EU-ART13    | EmergencyMlaRequest        | BUDAPEST_31    | BASIS
                    BE          | FR          | EU-ART13    | MlaFollowUp                | BUDAPEST_31    | ACCEPTED
                    EE          | RO          | EU-ART13    | CaseTransfer               | FD_2001_12     | ACCEPTED
                    RO          | EE          | EU-ART13    | JurisdictionConsultation   | FD_2001_11     | ACCEPTED
                    FR          | BE          | EU-ART13    | Acknowledgement            | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | FeasibilityReply           | DIR_2013_40_13 | ACCEPTED
                    FR          | BE          | EU-ART13    | PreservationConfirmation   | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | PreservationRiskNotice     | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | PartialDisclosureNotice    | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | Answer                     | BUDAPEST_P2_9  | ACCEPTED
                    FR          | BE          | EU-ART13    | Refusal                    | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | Postponement               | BUDAPEST_31    | ACCEPTED
                    FR          | BE          | EU-ART13    | ConditionOffer             | BUDAPEST_31    | ACCEPTED
                    BE          | FR          | EU-ART13    | ConditionDecision          | BUDAPEST_31    | ACCEPTED
                    FR          | BE          | EU-ART13    | ClarificationQuestion      | BUDAPEST_29    | ACCEPTED
                    BE          | FR          | EU-ART13    | ClarificationAnswer        | BUDAPEST_29    | ACCEPTED
                    BE          | FR          | EU-ART13    | Withdrawal                 | BUDAPEST_29    | ACCEPTED
                    BE          | FR          | EU-ART13    | Extension                  | BUDAPEST_29    | ACCEPTED
                    FR          | BE          | EU-ART13    | MisroutedNotice            | BUDAPEST_29    | ACCEPTED
                    RO          | EE          | EU-ART13    | ProsecutionInitiated       | FD_2001_12     | ACCEPTED
                    RO          | EE          | EU-ART13    | ProsecutionOutcome         | FD_2001_12     | ACCEPTED
                    EE          | LV          | EU-ART13    | EarlyWarning               | DIR_2013_40_13 | ACCEPTED
                    EE          | LV          | EU-ART13    | SpontaneousInformation     | BUDAPEST_26    | ACCEPTED
                    IT          | SK          | EU-ART13    | ProgressReport             | COALITION_MOU  | ACCEPTED
                    IT          | SK          | EU-ART13    | BestPractice               | ADMINISTRATIVE | ACCEPTED
                    DE          | PT          | EU-ART13    | ReachabilityTest           | ADMINISTRATIVE | ACCEPTED
                    PT          | DE          | EU-ART13    | ReachabilityResponse       | ADMINISTRATIVE | ACCEPTED
                    BE          | FR          | EU-ART13    | PreservationRequest        | G7_24_7        | BASIS
                    BE          | FR          | EU-ART13    | ContactPointNotification   | ADMINISTRATIVE | POLICY
                    BE          | FR          | EU-ART13    | Directory                  | ADMINISTRATIVE | POLICY
                    BE          | FR          | EU-ART13    | PartnerSignal              | COALITION_MOU  | POLICY
                    BE          | BE          | EU-ART13    | PreservationRequest        | BUDAPEST_29    | POLICY
                    BE          | FR          | EU-ART13    | Gossip                     | BUDAPEST_29    | POLICY
                    BE          | FR          | NO-SUCH     | PreservationRequest        | BUDAPEST_29    | POLICY
                    # State -> Europol
                    BE          | EU-EUROPOL  | EU-ART13    | SpontaneousInformation     | DIR_2013_40_13 | ACCEPTED
                    BE          | EU-EUROPOL  | EU-ART13    | EarlyWarning               | ADMINISTRATIVE | ACCEPTED
                    BE          | EU-EUROPOL  | EU-ART13    | PreservationRequest        | BUDAPEST_29    | POLICY
                    BE          | EU-EUROPOL  | EU-ART13    | InformationRequest         | DIR_2013_40_13 | POLICY
                    BE          | EU-EUROPOL  | EU-ART13    | Answer                     | DIR_2013_40_13 | ACCEPTED
                    # Europol -> State
                    EU-EUROPOL  | BE          | EU-ART13    | SpontaneousInformation     | DIR_2013_40_13 | ACCEPTED
                    EU-EUROPOL  | BE          | EU-ART13    | EarlyWarning               | ADMINISTRATIVE | ACCEPTED
                    EU-EUROPOL  | BE          | EU-ART13    | InformationRequest         | DIR_2013_40_13 | ACCEPTED
                    EU-EUROPOL  | BE          | EU-ART13    | PreservationRequest        | BUDAPEST_29    | POLICY
                    # State <-> Eurojust
                    BE          | EU-EUROJUST | EU-ART13    | JurisdictionConsultation   | FD_2001_11     | ACCEPTED
                    EU-EUROJUST | BE          | EU-ART13    | JurisdictionConsultation   | FD_2001_11     | ACCEPTED
                    BE          | EU-EUROJUST | EU-ART13    | CaseTransfer               | FD_2001_12     | POLICY
                    # State -> EU-GSC, EU-COM: never case content
                    BE          | EU-GSC      | EU-ART13    | ContactPointNotification   | ADMINISTRATIVE | ACCEPTED
                    BE          | EU-COM      | EU-ART13    | ContactPointNotification   | ADMINISTRATIVE | ACCEPTED
                    BE          | EU-GSC      | EU-ART13    | JurisdictionDeclaration    | ADMINISTRATIVE | ACCEPTED
                    BE          | EU-COM      | EU-ART13    | JurisdictionDeclaration    | FD_2001_11     | ACCEPTED
                    BE          | EU-COM      | EU-ART13    | StatisticsReport           | ADMINISTRATIVE | ACCEPTED
                    BE          | EU-GSC      | EU-ART13    | StatisticsReport           | ADMINISTRATIVE | POLICY
                    BE          | EU-COM      | EU-ART13    | PreservationRequest        | BUDAPEST_29    | POLICY
                    BE          | EU-GSC      | EU-ART13    | SpontaneousInformation     | BUDAPEST_26    | POLICY
                    EU-COM      | BE          | EU-ART13    | InformationRequest         | DIR_2013_40_13 | POLICY
                    # EU-GSC -> all: Directory
                    EU-GSC      | BE          | EU-ART13    | Directory                  | ADMINISTRATIVE | ACCEPTED
                    EU-GSC      | EU-EUROPOL  | EU-ART13    | Directory                  | ADMINISTRATIVE | ACCEPTED
                    EU-GSC      | BE/BANK-1   | EU-ART13    | Directory                  | ADMINISTRATIVE | ACCEPTED
                    EU-GSC      | US          | G7-24-7     | Directory                  | ADMINISTRATIVE | ACCEPTED
                    EU-GSC      | BE          | EU-ART13    | InformationRequest         | DIR_2013_40_13 | POLICY
                    EU-COM      | BE          | EU-ART13    | Directory                  | ADMINISTRATIVE | POLICY
                    # Partner <-> its own State
                    IT/PSP-1    | IT          | EU-ART13    | PartnerSignal              | COALITION_MOU  | ACCEPTED
                    IT          | IT/PSP-1    | EU-ART13    | PartnerFeedback            | COALITION_MOU  | ACCEPTED
                    IT          | IT/PSP-1    | EU-ART13    | AccountMeasure             | COALITION_MOU  | ACCEPTED
                    IT/PSP-1    | IT          | EU-ART13    | AccountMeasure             | COALITION_MOU  | ACCEPTED
                    IT          | IT/PSP-1    | EU-ART13    | PreservationRequest        | COALITION_MOU  | ACCEPTED
                    IT/PSP-1    | IT          | EU-ART13    | PreservationConfirmation   | COALITION_MOU  | ACCEPTED
                    IT/PSP-1    | IT          | EU-ART13    | PreservationRequest        | COALITION_MOU  | POLICY
                    IT          | IT/PSP-1    | EU-ART13    | PreservationRequest        | BUDAPEST_29    | BASIS
                    IT          | IT/PSP-1    | EU-ART13    | InformationRequest         | DIR_2013_40_13 | POLICY
                    # Partner <-> foreign State, partner <-> partner: nothing
                    IT/PSP-1    | SK          | EU-ART13    | PartnerSignal              | COALITION_MOU  | POLICY
                    SK          | IT/PSP-1    | EU-ART13    | PartnerFeedback            | COALITION_MOU  | POLICY
                    SK          | IT/PSP-1    | EU-ART13    | PreservationRequest        | COALITION_MOU  | POLICY
                    IT/PSP-1    | IT/PSP-2    | EU-ART13    | PartnerSignal              | COALITION_MOU  | POLICY
                    IT/PSP-1    | EU-EUROPOL  | EU-ART13    | PartnerSignal              | COALITION_MOU  | POLICY
                    # State <-> Budapest third State
                    US          | IE          | BUDAPEST-35 | PreservationRequest        | BUDAPEST_29    | ACCEPTED
                    IE          | US          | BUDAPEST-35 | PreservationRequest        | BUDAPEST_29    | ACCEPTED
                    IE          | CH          | BUDAPEST-35 | SpontaneousInformation     | BUDAPEST_26    | ACCEPTED
                    IE          | CH          | BUDAPEST-35 | PartialDisclosureNotice    | BUDAPEST_30    | ACCEPTED
                    IE          | CH          | BUDAPEST-35 | MlaFollowUp                | BUDAPEST_31    | ACCEPTED
                    IE          | CH          | BUDAPEST-35 | LocateSuspectRequest       | BUDAPEST_35    | ACCEPTED
                    IE          | CH          | BUDAPEST-35 | EmergencyDisclosureRequest | BUDAPEST_P2_9  | BASIS
                    IE          | CH          | BUDAPEST-35 | InformationRequest         | DIR_2013_40_13 | BASIS
                    IE          | US          | EU-ART13    | PreservationRequest        | BUDAPEST_29    | POLICY
                    CH          | US          | BUDAPEST-35 | PreservationRequest        | BUDAPEST_29    | ACCEPTED
                    # State <-> G7-only State: preservation, advice, reachability
                    FR          | JP          | G7-24-7     | PreservationRequest        | G7_24_7        | ACCEPTED
                    JP          | FR          | G7-24-7     | TechnicalAdviceRequest     | G7_24_7        | ACCEPTED
                    JP          | FR          | G7-24-7     | ReachabilityTest           | G7_24_7        | ACCEPTED
                    FR          | JP          | G7-24-7     | ReachabilityResponse       | G7_24_7        | ACCEPTED
                    FR          | JP          | G7-24-7     | PreservationConfirmation   | G7_24_7        | ACCEPTED
                    FR          | JP          | G7-24-7     | PreservationRequest        | BUDAPEST_29    | BASIS
                    FR          | JP          | G7-24-7     | InformationRequest         | G7_24_7        | POLICY
                    FR          | JP          | G7-24-7     | SpontaneousInformation     | G7_24_7        | POLICY
                    # Without network or basis any will do
                    FR          | JP          |             | PreservationRequest        |                | ACCEPTED
                    BE          | FR          |             | PreservationRequest        |                | ACCEPTED
                    BE          | EU-COM      |             | PreservationRequest        |                | POLICY
                    """)
    void theTableHolds(String from, String to, NetworkId network, String kind, LegalBasis basis, Decision expected) {
        Verdict verdict = POLICY.check(speech(from, to, network, kind, basis, false), ALL);
        Decision got = switch (verdict) {
            case Allowed _ -> Decision.ACCEPTED;
            case Denied(Decision decision, String reason, String instead) -> {
                assertThat(reason).isNotBlank();
                assertThat(instead).isNotBlank();
                yield decision;
            }
        };
        assertThat(got).as(verdict.toString()).isEqualTo(expected);
    }

    @Test
    void aBasisThatIsNotInForceBetweenTheTwoIsDeniedAndTheOfficerIsToldWhichAre() {
        Verdict verdict = POLICY.check(
                speech("DK", "FR", new NetworkId("EU-ART13"), "PreservationRequest", LegalBasis.DIR_2013_40_13, false),
                Set.of(LegalBasis.BUDAPEST_29, LegalBasis.BUDAPEST_26)::contains);
        assertThat(verdict)
                .isEqualTo(new Denied(
                        Decision.BASIS,
                        "DIR_2013_40_13 is not in force between DK and FR",
                        "legal bases that serve: BUDAPEST_29"));
    }

    @Test
    void withNoBasisInForceNothingThatNeedsOneIsSaid() {
        Speech request = speech("BE", "FR", null, "PreservationRequest", null, false);
        assertThat(POLICY.check(request, NONE)).isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.decision()).isEqualTo(Decision.BASIS);
            assertThat(denied.instead()).contains("no legal basis in force between BE and FR");
        });
        Speech test =
                speech("BE", "FR", new NetworkId("EU-ART13"), "ReachabilityTest", LegalBasis.ADMINISTRATIVE, false);
        assertThat(POLICY.check(test, NONE)).isInstanceOf(Allowed.class);
    }

    @Test
    void anExpiredAgreementSilencesThePartner() {
        Speech signal =
                speech("IT/PSP-1", "IT", new NetworkId("EU-ART13"), "PartnerSignal", LegalBasis.COALITION_MOU, false);
        assertThat(POLICY.check(signal, ALL)).isInstanceOf(Allowed.class);
        assertThat(POLICY.check(signal, NONE))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).contains("COALITION_MOU is not in force"));
    }

    @Test
    void aDenialSaysWhatMayBeSaidInstead() {
        Speech request =
                speech("BE", "EU-COM", new NetworkId("EU-ART13"), "PreservationRequest", LegalBasis.BUDAPEST_29, false);
        assertThat(POLICY.check(request, ALL))
                .isEqualTo(new Denied(
                        Decision.POLICY,
                        "BE may not send PreservationRequest to EU-COM in EU-ART13",
                        "allowed: ContactPointNotification, JurisdictionDeclaration, StatisticsReport"));
        Speech wrongNetwork =
                speech("IE", "US", new NetworkId("EU-ART13"), "PreservationRequest", LegalBasis.BUDAPEST_29, false);
        assertThat(POLICY.check(wrongNetwork, ALL))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.instead()).isEqualTo("the two meet in BUDAPEST-35, G7-24-7"));
    }

    @Test
    void copiesOfACaseMayGoToEuropolAndOfATransferToEurojustWhateverTheBasis() {
        assertThat(POLICY.check(
                        speech("BE", "EU-EUROPOL", null, "PreservationRequest", LegalBasis.BUDAPEST_29, true), NONE))
                .isInstanceOf(Allowed.class);
        assertThat(POLICY.check(speech("BE", "EU-EUROJUST", null, "CaseTransfer", LegalBasis.FD_2001_12, true), NONE))
                .isInstanceOf(Allowed.class);
        assertThat(POLICY.check(speech("BE", "EU-EUROJUST", null, "Answer", LegalBasis.FD_2001_12, true), ALL))
                .isInstanceOf(Denied.class);
        assertThat(POLICY.check(speech("BE", "EU-COM", null, "PreservationRequest", LegalBasis.BUDAPEST_29, true), ALL))
                .isInstanceOf(Denied.class);
    }

    @Test
    void personalDataGoesToAThirdStateOnlyOnARecordedGround() {
        Speech with =
                speech("IE", "US", new NetworkId("BUDAPEST-35"), "PreservationRequest", LegalBasis.BUDAPEST_29, false);
        Speech without = new Speech(
                with.from(),
                with.fromKind(),
                with.to(),
                with.toKind(),
                with.network(),
                with.kind(),
                false,
                with.basis(),
                false);
        assertThat(POLICY.check(with, ALL)).isEqualTo(new Allowed(true));
        assertThat(POLICY.check(without, ALL))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.instead()).contains("transfer_ground"));
    }

    @Test
    void aParticipantsKindFollowsFromItsId() {
        assertThat(POLICY.kindOf(new ParticipantId("DK"))).isEqualTo(Participant.Kind.MEMBER_STATE);
        assertThat(POLICY.kindOf(new ParticipantId("CH"))).isEqualTo(Participant.Kind.THIRD_STATE);
        assertThat(POLICY.kindOf(new ParticipantId("EU-GSC"))).isEqualTo(Participant.Kind.EU_BODY);
        assertThat(POLICY.kindOf(new ParticipantId("BE/BANK-1"))).isEqualTo(Participant.Kind.PARTNER);
    }

    @Test
    void everyMessageThatCanBeBuiltStandsInThePolicyAndHasAReleaseRule() {
        assertThat(POLICY.kinds())
                .containsExactlyElementsOf(
                        MessageKind.all().stream().map(MessageKind::name).toList());
        assertThat(MessageKind.all())
                .allSatisfy(kind -> assertThat(POLICY.sortOf(kind.name()).map(Enum::name))
                        .contains(kind.sort().name()));
        for (String kind : POLICY.kinds()) {
            for (Urgency urgency : Urgency.values()) {
                assertThat(POLICY.release(kind, urgency)).isNotNull();
            }
        }
    }

    @Test
    void oneOfficerMayReleaseAnUrgentPreservationAndNothingElseThatAsks() {
        assertThat(POLICY.release("PreservationRequest", Urgency.URGENT)).isEqualTo(Release.ONE_PERSON_WITH_REASON);
        assertThat(POLICY.release("PreservationRequest", Urgency.EMERGENCY)).isEqualTo(Release.ONE_PERSON_WITH_REASON);
        assertThat(POLICY.release("PreservationRequest", Urgency.ROUTINE)).isEqualTo(Release.TWO_PEOPLE);
        assertThat(POLICY.release("InformationRequest", Urgency.URGENT)).isEqualTo(Release.TWO_PEOPLE);
        assertThat(POLICY.release("Refusal", Urgency.URGENT)).isEqualTo(Release.TWO_PEOPLE);
        assertThat(POLICY.release("Acknowledgement", Urgency.URGENT)).isEqualTo(Release.ONE_PERSON);
    }

    @Test
    void aMistakeOnThePageNamesItsLine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PolicyPage.read("""
                        ## Member States
                        | Member States |
                        |---|
                        | BE |
                        ## Networks
                        | Network | Legal bases | Always in force |
                        |---|---|---|
                        | EU-ART13 | BUDAPEST_92 | |
                        """))
                .withMessageContaining("line 8")
                .withMessageContaining("BUDAPEST_92");
        assertThatIllegalStateException()
                .isThrownBy(() -> PolicyPage.read("## Member States\n"))
                .withMessageContaining("no table under 'Member States'");
    }

    private static Speech speech(
            String from, String to, NetworkId network, String kind, LegalBasis basis, boolean copy) {
        ParticipantId sender = new ParticipantId(from);
        ParticipantId recipient = new ParticipantId(to);
        return new Speech(
                sender,
                POLICY.kindOf(sender),
                recipient,
                POLICY.kindOf(recipient),
                Optional.ofNullable(network),
                kind,
                copy,
                Optional.ofNullable(basis),
                true);
    }
}
