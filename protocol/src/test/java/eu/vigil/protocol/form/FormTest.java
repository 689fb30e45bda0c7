package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Acknowledgement;
import eu.vigil.protocol.wire.ContentKind;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @Test
    void theHospitalsRequestIsReadAndTheNodeAddsWhatNobodyTypes() {
        Message message = Samples.message();
        Header header = message.getHeader();
        assertThat(message.getContentKind()).isEqualTo(ContentKind.MESSAGE);
        assertThat(header.getSender()).isEqualTo("BE");
        assertThat(header.getRecipient()).isEqualTo("FR");
        assertThat(header.getCaseRef()).isEqualTo("BE-2026-000123");
        assertThat(header.getLegalBasis()).isEqualTo(LegalBasis.BUDAPEST_29);
        assertThat(header.getOfficer()).isEqualTo("be-officer-3");
        assertThat(header.getRetentionClass()).isEqualTo(Header.RetentionClass.CASE);
        assertThat(header.getDirectoryVersion()).isEqualTo(7);
        assertThat(Instant.ofEpochSecond(header.getExpiresAt().getSeconds()))
                .isEqualTo(Samples.NIGHT.plus(Duration.ofDays(7)));
        assertThat(MessageId.of(header.getMessageId()))
                .isEqualTo(Samples.facts().messageId());
        assertThat(message.getPreservationRequest().getDataSoughtList()).hasSize(3);
        assertThat(MessageKind.of(message)).map(MessageKind::name).contains("PreservationRequest");
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        Draft draft = Samples.draft();
        assertThat(Samples.read(Samples.FORM.print(draft))).isEqualTo(draft);
        assertThat(Draft.of(draft.bytes())).isEqualTo(draft);
        assertThat(Form.print(Samples.message())).contains("\"preservation_request\"", "\"2026-03-30T06:00:00Z\"");
    }

    @Test
    void namesInLowerCamelCaseAreTheSameNames() {
        String text = Samples.caseA()
                .replace("\"legal_basis\"", "\"legalBasis\"")
                .replace("\"data_sought\"", "\"dataSought\"")
                .replace("\"preservation_request\"", "\"preservationRequest\"");
        assertThat(Samples.read(text)).isEqualTo(Samples.draft());
    }

    @Test
    void linesOfNotesAreLeftOutAndKeepTheCountOfLines() {
        String text = "// first\n" + Samples.caseA().replace("\n  \"tlp\"", "\n  // how far it may go\n  \"tlp\"");
        assertThat(Samples.read(text)).isEqualTo(Samples.draft());
        String broken = text.replace("\"AMBER_STRICT\",", "\"AMBER_STRICT\", // note");
        assertThat(Samples.violations(broken)).first().asString().contains("line 10", "on its own line");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithWhatWouldBeRight() {
        String text = Samples.caseA()
                .replace("\"URGENT\"", "\"URGENTLY\"")
                .replace("\"to\": \"FR\"", "\"to\": \"France\"")
                .replace("\"legal_basis\"", "\"legal_bassis\"")
                .replace("duty@fccu.example\",\n      \"office", "duty at fccu\",\n      \"office")
                .replace("\"+32 2 555 01 00\"]", "\"02 555 01 00\"]")
                .replace("Europe/Brussels", "Europe/Bruxelles")
                .replace("\"mode\": \"COMMITTED\",", "")
                .replace("\"reply_by\": \"2026-03-30T06:00:00Z\"", "\"reply_by\": \"2026-03-30T08:00:00+02:00\"")
                .replaceFirst("\"to\": \"2026-03-29T01:00:00Z\"", "\"to\": \"2026-03-26T01:00:00Z\"")
                .replace("\"necessity\": \"The host rotates netflow after 72 hours.\"", "\"necessity\": 72");
        assertThat(Samples.violations(text))
                .containsExactlyInAnyOrder(
                        "legal_bassis: is no field here; right: legal_basis?",
                        "urgency: 'URGENTLY' is none of the choices; right: one of EMERGENCY, URGENT, ROUTINE",
                        "preservation_request.reply_by: '2026-03-30T08:00:00+02:00' is not in UTC; right: 2026-03-30T06:00:00Z",
                        "preservation_request.necessity: is text in quotes; right: Why it must be preserved now, such as The host rotates netflow after 72 hours.",
                        "to: has not the form of 'To'; right: The contact point that shall receive it: a State, a body of the Union or a partner, such as FR",
                        "legal_basis: is mandatory; right: one of DIR_2013_40_13, FD_2001_11, FD_2001_12, FD_2001_13, BUDAPEST_26, BUDAPEST_29, BUDAPEST_30, BUDAPEST_31, BUDAPEST_35, BUDAPEST_P2_9, BUDAPEST_P2_10, G7_24_7, COALITION_MOU, ADMINISTRATIVE",
                        "preservation_request.requesting_authority.telephones[0]: has not the form of 'Telephones'; right: With the country's code, beginning with +, such as +32 2 555 01 00",
                        "preservation_request.requesting_authority.email: is no e-mail address; right: such as duty@fccu.example",
                        "preservation_request.requesting_authority.time_zone: is no time zone that is known here; right: its IANA name, such as Europe/Brussels",
                        "preservation_request.offence.mode: is mandatory; right: one of COMMITTED, ATTEMPT, INSTIGATION, AIDING",
                        "preservation_request.data_sought[0].to: must not be before from");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "officer": "me"                        | officer: is set by the node, from the sign-in or token
                    "approver": "me"                       | approver: is set by the node, from the sign-in
                    "message_id": "AAAA"                   | message_id: is set by the node, when
                    "messageId": "AAAA"                    | messageId: is set by the node, when
                    "case_ref": "BE-2026-000001"           | case_ref: is set by the node, which numbers the cases
                    "sender": "BE"                         | sender: is set by the node: its own participant
                    "created_at": "2026-03-29T01:10:00Z"   | created_at: is set by the node, when
                    "expires_at": "2026-03-29T01:10:00Z"   | expires_at: is set by the node: 7 days
                    "schema": 1                            | schema: is set by the node, from what the recipient
                    "directory_version": 1                 | directory_version: is set by the node, from its directory
                    "release_reason": "x"                  | release_reason: is set by who releases it
                    "retention_class": "LOG"               | retention_class: is set by the node
                    "exhibits": []                         | exhibits: is set by the node, when a file is attached
                    "in_reply_to": ""                      | in_reply_to: is set by the node, from the case
                    "recipient": "FR"                      | recipient: is no field here
                    "content_kind": "MESSAGE"              | content_kind: is no field here
                    "header": {}                           | header: is no field here
                    """)
    void whatTheNodeSetsIsAnErrorInADraft(String field, String said) {
        assertThat(Samples.violations(with(field)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(said);
    }

    @Test
    void aFieldThatStandsTwiceIsAnErrorUnderEitherName() {
        assertThat(Samples.violations(with("\"tlp\": \"RED\""))).containsExactly("tlp: stands twice; right: once");
        assertThat(Samples.violations(with("\"legalBasis\": \"BUDAPEST_35\"")))
                .first()
                .asString()
                .contains("stands twice");
    }

    @Test
    void exactlyOneThingIsSaid() {
        assertThat(Samples.violations(with("\"acknowledgement\": {\"national_reference\": \"X\"}")))
                .containsExactly(
                        "says more than one thing: acknowledgement, preservation_request; right: exactly one message, such as preservation_request; see vigil request kinds");
        assertThat(Samples.violations("{\"to\": \"FR\"}"))
                .contains(
                        "says nothing: the message itself is missing; right: exactly one message, such as preservation_request; see vigil request kinds",
                        "network: is mandatory; right: The network whose directory holds, such as EU-ART13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{", "{\"to\"}", "{\"to\": \"FR\",}", "{'to': 'FR'}", "{} {}", "{\"to\": FR}"})
    void whatIsNoJsonObjectIsSaidInOneSentence(String text) {
        assertThat(Samples.violations(text))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("is no")
                .doesNotContain("gson", "Strictness");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\u0007b, U+0007",
        "a\\u202Eb, U+202E",
        "a\\uD800b, U+D800",
    })
    void hiddenCharactersAreRefused(String text, String code) {
        assertThat(Samples.violations(Samples.caseA().replace("The host rotates netflow after 72 hours.", text)))
                .first()
                .asString()
                .startsWith("preservation_request.necessity: has an unreadable character (%s)".formatted(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "urgency_reason": "The host        | "urgency_reason": "", "x": "The host | urgency_reason: a message that is not ROUTINE says why it cannot wait
                    "handling_code": "H1"              | "handling_code": "H3"                | handling_text: H3 needs the restriction in words
                    "kind": "NEW"                      | "kind": "EXTENSION"                  | preservation_request.previous: an EXTENSION names the case that it prolongs, and a NEW request none
                    "kind": "NEW"                      | "kind": "NEW", "previous": "BE-2026-000001" | preservation_request.previous: an EXTENSION names
                    "SYSTEM_INTERFERENCE_DAMAGE"       | "DATA_INTERFERENCE"                  | preservation_request.offence.types: names the same twice
                    "name": "Hebergeur Exemple SAS",   | "x": "",                             | preservation_request.custodian.x: is no field here
                    """)
    void rulesOfSeveralFieldsNameTheFieldToChange(String from, String to, String said) {
        assertThat(Samples.violations(Samples.caseA().replace(from, to)))
                .anySatisfy(violation -> assertThat(violation).startsWith(said));
    }

    @Test
    void anOffenceBeyondTheDirectiveNeedsAnotherBasis() {
        String abuse = Samples.caseA().replace("\"DATA_INTERFERENCE\"", "\"CHILD_SEXUAL_ABUSE_MATERIAL\"");
        assertThat(Samples.violations(abuse)).isEmpty();
        assertThat(Samples.violations(abuse.replace("BUDAPEST_29", "DIR_2013_40_13")))
                .containsExactly(
                        "preservation_request.offence.types: PAYMENT_FRAUD and CHILD_SEXUAL_ABUSE_MATERIAL are outside Directive 2013/40/EU; ask under a Budapest basis");
        String interception = Samples.caseA().replace("\"DATA_INTERFERENCE\"", "\"ILLEGAL_INTERCEPTION\"");
        assertThat(Samples.violations(interception.replace("BUDAPEST_29", "DIR_2013_40_13")))
                .isEmpty();
        assertThat(Samples.violations(interception.replace("BUDAPEST_29", "FD_2001_13")))
                .hasSize(1);
    }

    @Test
    void anOfficeNeedsNoMoreThanItsName() {
        String text = Samples.caseA()
                .replace(
                        "\"necessity\"",
                        "\"prosecution_office\": {\"organisation\": \"Parquet federal\"}, \"necessity\"");
        assertThat(Samples.violations(text)).isEmpty();
    }

    @Test
    void whatIsEmptyCountsAsNotWritten() {
        String text = Samples.caseA()
                .replace(
                        "\"necessity\"",
                        "\"investigating_authority\": {\"organisation\": \"\", \"telephones\": [\"\"]}, \"previous\": null, \"necessity\"");
        assertThat(Samples.read(text)).isEqualTo(Samples.draft());
        assertThat(Samples.violations(Samples.caseA().replace("The host rotates netflow after 72 hours.", "  ")))
                .first()
                .asString()
                .startsWith("preservation_request.necessity: is mandatory");
    }

    @Test
    void aReplyThatIsDueBeforeTheMessageIsMadeIsFoundWhenItIsCompleted() {
        NodeFacts facts = Samples.facts();
        NodeFacts late = new NodeFacts(
                facts.sender(),
                facts.messageId(),
                facts.caseRef(),
                facts.inReplyTo(),
                Instant.parse("2026-03-30T06:00:00Z"),
                facts.lifetime(),
                facts.officer(),
                facts.approver(),
                Optional.empty(),
                facts.directoryVersion(),
                2);
        assertThat(Samples.FORM.complete(Samples.draft(), late))
                .isInstanceOfSatisfying(
                        Form.Wrong.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::path)
                                .containsExactlyInAnyOrder(
                                        "preservation_request.reply_by", "release_reason", "schema"));
    }

    @Test
    void aRequestWithoutAnApproverIsNotComplete() {
        NodeFacts facts = Samples.facts();
        NodeFacts unreleased = new NodeFacts(
                facts.sender(),
                facts.messageId(),
                facts.caseRef(),
                facts.inReplyTo(),
                facts.createdAt(),
                facts.lifetime(),
                facts.officer(),
                Optional.empty(),
                Optional.empty(),
                facts.directoryVersion(),
                facts.schema());
        assertThat(Samples.FORM.complete(Samples.draft(), unreleased))
                .isEqualTo(new Form.Wrong(List.of(new Violation("approver", "a request names who released it", ""))));
    }

    @Test
    void anAnswerTakesItsRequestsHeaderAndItsOfficerFromTheSignIn() {
        Message request = Samples.message();
        Draft draft = Draft.about(
                request,
                new eu.vigil.protocol.id.ParticipantId("BE"),
                Message.newBuilder()
                        .setAcknowledgement(Acknowledgement.newBuilder().setNationalReference("FR-2026-0417"))
                        .build());
        assertThat(Samples.FORM.check(draft)).isEmpty();
        NodeFacts facts = Samples.facts();
        NodeFacts french = new NodeFacts(
                new eu.vigil.protocol.id.ParticipantId("FR"),
                facts.messageId(),
                facts.caseRef(),
                Optional.of(MessageId.of(request.getHeader().getMessageId())),
                Instant.parse("2026-03-29T01:31:00Z"),
                facts.lifetime(),
                "fr-officer-1",
                Optional.empty(),
                Optional.empty(),
                7,
                1);
        assertThat(Samples.FORM.complete(draft, french)).isInstanceOfSatisfying(Form.Complete.class, complete -> {
            assertThat(complete.message().getAcknowledgement().getOfficer()).isEqualTo("fr-officer-1");
            assertThat(complete.message().getHeader().getRecipient()).isEqualTo("BE");
            assertThat(complete.message().getHeader().getUrgency()).isEqualTo(Header.Urgency.URGENT);
        });
    }

    @Test
    void aDraftTooLongIsNotParsedAndAMessageTooLargeNotChecked() {
        assertThat(Samples.violations(" ".repeat(Limits.DRAFT_CHARS_MAX + 1)))
                .containsExactly("is too long: 524289 characters; right: at most 524288");
        String entry = "{\"category\": \"OTHER\", \"identifier\": \"%s\"},".formatted("x".repeat(500));
        assertThat(Samples.violations(
                        Samples.caseA().replace("\"data_sought\": [", "\"data_sought\": [" + entry.repeat(300))))
                .first()
                .asString()
                .startsWith("is too large:");
    }

    @Test
    void ofVeryManyViolationsTheFirstAreToldAndTheRestCounted() {
        String entry = "{\"category\": \"NOTHING\"},";
        List<String> said = Samples.violations(
                Samples.caseA().replace("\"data_sought\": [", "\"data_sought\": [" + entry.repeat(500)));
        assertThat(said).hasSize(Limits.VIOLATIONS_MAX + 1);
        assertThat(said.getLast()).contains("300 more");
    }

    private static String with(String field) {
        return Samples.caseA().replaceFirst("\\{", "{" + field.replace("$", "\\$") + ",");
    }
}
