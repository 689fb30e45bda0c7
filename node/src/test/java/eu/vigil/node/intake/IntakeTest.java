package eu.vigil.node.intake;

import static eu.vigil.node.intake.Border.BE;
import static eu.vigil.node.intake.Border.NIGHT;
import static eu.vigil.node.intake.Border.decision;
import static eu.vigil.node.intake.Border.proven;
import static eu.vigil.node.intake.Border.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.link.Answer;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Acknowledgement;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final ParticipantId NL = new ParticipantId("NL");
    private static final ParticipantId BANK = new ParticipantId("BE/BANK-1");

    @TempDir
    Path folder;

    private Border border;

    @BeforeEach
    void open() {
        border = new Border(folder);
    }

    @AfterEach
    void close() {
        border.close();
    }

    @Test
    void aRequestInOrderIsStoredReceiptedAndRaisesTheAlarmInOneTransaction() {
        Message request = border.request(1);
        Leaf leaf = proven(border.answer(border.sealed(request, BE)));

        assertThat(leaf.getDecision()).isEqualTo(Decision.ACCEPTED);
        assertThat(leaf.getType()).isEqualTo(Leaf.Type.RECEIVED);
        assertThat(leaf.getMessageId()).isEqualTo(request.getHeader().getMessageId());
        assertThat(border.requests()).hasSize(1).first().satisfies(stored -> {
            assertThat(stored.clocks().receivedAt()).contains(NIGHT);
            assertThat(stored.feasibilityDue()).contains(NIGHT.plus(Duration.ofHours(8)));
            assertThat(stored.nationalReference()).contains("FR/2026/0001");
        });
        assertThat(border.alarms).hasSize(1);
    }

    @Test
    void theSameEnvelopeAgainGetsTheSameReceiptByteForByteAndChangesNothing() {
        Deliver deliver = border.sealed(border.request(1), BE);
        Answer first = border.answer(deliver);
        border.answer(border.sealed(border.request(2), BE));
        border.now = NIGHT.plusSeconds(60);

        assertThat(border.answer(deliver)).isEqualTo(first);
        assertThat(border.requests()).hasSize(2);
        assertThat(border.alarms).hasSize(2);
    }

    @Test
    void theSameEnvelopeTwiceInOneBatchIsRecordedOnce() {
        Deliver deliver = border.sealed(border.request(1), BE);
        List<Answer> answers = border.answersTogether(deliver, deliver);
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
        assertThat(border.requests()).hasSize(1);
    }

    @Test
    void aReceiptThatWasLostForMoreThanSevenDaysIsGivenAgain() {
        Deliver deliver = border.sealed(border.request(1), BE);
        Answer first = border.answer(deliver);
        border.now = NIGHT.plus(Duration.ofDays(9));
        assertThat(border.answer(deliver)).isEqualTo(first);
    }

    @Test
    void aMessageSignedMoreThanSevenDaysAgoThatIsNotKnownIsRefused() {
        Deliver deliver = border.sealed(border.request(1), BE);
        border.now = NIGHT.plus(Duration.ofDays(7)).plusSeconds(1);
        assertThat(decision(border.answer(deliver))).isEqualTo(Decision.SIGNING_TIME);
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void otherContentUnderAUsedIdIsRefusedAndTheFirstStays() {
        Message first = border.request(1);
        border.answer(border.sealed(first, BE));
        Message other = with(
                border.request(2),
                header -> header.setMessageId(first.getHeader().getMessageId()));
        assertThat(decision(border.answer(border.sealed(other, BE)))).isEqualTo(Decision.ID_REUSED);
        assertThat(border.requests()).hasSize(1);
    }

    @Test
    void oneAlteredBitIsUnreadableAndRecordedByHashOnly() {
        Deliver deliver = border.sealed(border.request(1), BE);
        byte[] sealed = deliver.getEnvelope().getSealed().toByteArray();
        sealed[sealed.length / 2] ^= 1;
        Deliver altered = deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder().setSealed(ByteString.copyFrom(sealed)))
                .build();

        Leaf leaf = proven(border.answer(altered));
        assertThat(leaf.getDecision()).isEqualTo(Decision.UNREADABLE);
        assertThat(leaf.getType()).isEqualTo(Leaf.Type.UNOPENED);
        assertThat(leaf.getDigest()).isEqualTo(Sha256.of(ByteString.copyFrom(sealed)));
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void garbageClaimsNoIdSoTheRealMessageStillArrives() {
        Deliver deliver = border.sealed(border.request(1), BE);
        Deliver garbage = deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder().setSealed(ByteString.copyFromUtf8("garbage")))
                .build();
        assertThat(decision(border.answer(garbage))).isEqualTo(Decision.UNREADABLE);
        assertThat(decision(border.answer(deliver))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void garbageBeyondTenAMinuteIsNotRecordedAtAll() {
        Deliver deliver = border.sealed(border.request(1), BE);
        for (int i = 0; i < 10; i++) {
            border.answer(garbage(deliver, i));
        }
        assertThat(border.answer(garbage(deliver, 10)))
                .isInstanceOfSatisfying(
                        Answer.NotNow.class,
                        busy -> assertThat(busy.busy().getReason()).isEqualTo(Busy.Reason.JOURNAL_FULL));
        border.now = NIGHT.plusSeconds(61);
        assertThat(decision(border.answer(garbage(deliver, 11)))).isEqualTo(Decision.UNREADABLE);
    }

    private static Deliver garbage(Deliver deliver, int number) {
        return deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder().setSealed(ByteString.copyFromUtf8("garbage " + number)))
                .build();
    }

    @Test
    void anEnvelopeForSomebodyElseIsNotOpened() {
        Deliver deliver = border.sealed(border.request(1), BE);
        Deliver elsewhere = deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder().setRecipient("NL"))
                .build();
        assertThat(decision(border.answer(elsewhere))).isEqualTo(Decision.UNREADABLE);
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void aMessageThatWasSignedForSomebodyElseCannotBeForwarded() {
        Message forNetherlands = with(border.request(1), header -> header.setRecipient("NL"));
        Deliver deliver = border.sealed(forNetherlands, BE);
        Deliver forwarded = deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder().setRecipient("FR"))
                .build();
        assertThat(decision(border.answer(forwarded))).isEqualTo(Decision.MISBOUND);
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void anEnvelopeWithAnotherIdThanTheSignedOneIsMisboundAndClaimsNothing() {
        Message request = border.request(1);
        Deliver deliver = border.sealed(request, BE);
        Deliver renamed = deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder()
                        .setMessageId(MessageId.of("0197b5c0-1a2b-7c3d-8e4f-5a6b7c8d9e0f")
                                .bytes()))
                .build();
        assertThat(decision(border.answer(renamed))).isEqualTo(Decision.MISBOUND);
        assertThat(decision(border.answer(deliver))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void aSignatureOfAnotherStateIsUnreadable() {
        assertThat(decision(border.answer(border.sealed(border.request(1), NL))))
                .isEqualTo(Decision.UNREADABLE);
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void aPartnerCannotSignAsItsState() {
        assertThat(decision(border.answer(border.sealed(border.request(1), BANK))))
                .isEqualTo(Decision.UNREADABLE);
    }

    @Test
    void anEnvelopeOfAnotherSenderThanTheLinksPeerIsUnreadableAndStandsInThePeersLog() {
        Answer answer = border.answer(border.sealed(border.request(1), BE), NL);
        assertThat(proven(answer, NL).getDecision()).isEqualTo(Decision.UNREADABLE);
    }

    @Test
    void anEnvelopeThatNamesANewerDirectoryIsNotRecordedButAskedForAgain() {
        Deliver deliver = border.sealed(border.request(1), BE);
        Deliver newer = deliver.toBuilder()
                .setEnvelope(deliver.getEnvelope().toBuilder().setDirectoryVersion(99))
                .build();
        assertThat(border.answer(newer))
                .isInstanceOfSatisfying(
                        Answer.NotNow.class,
                        busy -> assertThat(busy.busy().getReason()).isEqualTo(Busy.Reason.DIRECTORY_BEHIND));
    }

    @Test
    void theLaneMustBeTheSignedUrgency() {
        Deliver deliver = border.sealed(border.request(1), BE).toBuilder()
                .setLane(Lane.EMERGENCY)
                .build();
        assertThat(decision(border.answer(deliver))).isEqualTo(Decision.WRONG_LANE);
    }

    @Test
    void aMessageThatArrivesAfterItsExpiryIsRefused() {
        Message request =
                with(border.request(1), header -> header.setExpiresAt(Border.timestamp(NIGHT.plusSeconds(10))));
        Deliver deliver = border.sealed(request, BE);
        border.now = NIGHT.plusSeconds(11);
        assertThat(decision(border.answer(deliver))).isEqualTo(Decision.EXPIRED);
    }

    @Test
    void aBasisThatIsNotInForceBetweenTheTwoIsRefused() {
        Message request = with(border.request(1), header -> header.setLegalBasis(LegalBasis.BUDAPEST_35));
        assertThat(decision(border.answer(border.sealed(request, BE)))).isEqualTo(Decision.BASIS);
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void aFieldThatBreaksItsRuleIsRefusedAsSchema() {
        Message request = with(border.request(1), Header.Builder::clearUrgencyReason);
        assertThat(decision(border.answer(border.sealed(request, BE)))).isEqualTo(Decision.SCHEMA);
    }

    @Test
    void aCaseThatAnotherStateOwnsCannotBeOpened() {
        Message request = with(border.request(1), header -> header.setCaseRef("NL-2026-000001"));
        assertThat(decision(border.answer(border.sealed(request, BE)))).isEqualTo(Decision.CASE_STATE);
        assertThat(border.requests()).isEmpty();
    }

    @Test
    void aRefusalIsRememberedSoThatTheSameMessageGetsTheSameRefusal() {
        Deliver deliver = border.sealed(with(border.request(1), header -> header.setCaseRef("NL-2026-000001")), BE);
        Answer first = border.answer(deliver);
        assertThat(border.answer(deliver)).isEqualTo(first);
    }

    @Test
    void whatIsUrgentIsOpenedAndReceiptedOnThreadsThatAFloodOfTheRestDoesNotHave() {
        Deliver urgent = border.sealed(border.request(1), BE);
        assertThat(decision(border.answer(urgent))).isEqualTo(Decision.ACCEPTED);
        assertThat(border.unhurried).isEmpty();

        border.answer(border.sealed(border.request(2), BE).toBuilder()
                .setLane(Lane.ROUTINE)
                .build());
        assertThat(border.unhurried).as("opened, and then receipted").hasSize(2);
    }

    @Test
    void withLittleDiskWhatCanWaitIsTurnedAwayAndWhatIsUrgentIsTaken() {
        border.scarcity = new Scarcity(Scarcity.Disk.LOW, Scarcity.Queue.SHORT);
        Deliver urgent = border.sealed(border.request(1), BE);
        Deliver routine = urgent.toBuilder().setLane(Lane.ROUTINE).build();

        assertThat(border.answer(routine)).isInstanceOfSatisfying(Answer.NotNow.class, IntakeTest::isForWantOfDisk);
        assertThat(decision(border.answer(urgent))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void withHardlyAnyDiskOnlyAcknowledgementsAreRecordedAndWhatWasRecordedBeforeIsReceipted() {
        Deliver before = border.sealed(border.request(1), BE);
        Answer first = border.answer(before);
        border.scarcity = new Scarcity(Scarcity.Disk.CRITICAL, Scarcity.Queue.SHORT);
        Message late = border.request(2);
        Message acknowledgement = late.toBuilder()
                .clearBody()
                .setHeader(late.getHeader().toBuilder()
                        .setInReplyTo(late.getHeader().getMessageId()))
                .setAcknowledgement(
                        Acknowledgement.newBuilder().setOfficer("A. Agent").setNationalReference("BE/2026/0001"))
                .build();

        assertThat(border.answer(border.sealed(late, BE)))
                .isInstanceOfSatisfying(Answer.NotNow.class, IntakeTest::isForWantOfDisk);
        assertThat(border.answer(garbage(before, 1)))
                .isInstanceOfSatisfying(Answer.NotNow.class, IntakeTest::isForWantOfDisk);
        assertThat(border.answer(before)).isEqualTo(first);
        assertThat(border.answer(border.sealed(acknowledgement, BE))).isInstanceOf(Answer.Receipted.class);
        assertThat(border.requests()).hasSize(1);
    }

    private static void isForWantOfDisk(Answer.NotNow answer) {
        assertThat(answer.busy().getReason()).isEqualTo(Busy.Reason.DISK_LOW);
    }
}
