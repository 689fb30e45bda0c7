package eu.vigil.node.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Leaf;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReceiptRulesTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final Envelope ENVELOPE =
            Envelope.newBuilder().setSealed(ByteString.copyFromUtf8("sealed")).build();
    private static final OutboxRow ROW = new OutboxRow(
            new NetworkId("EU-ART13"),
            new ParticipantId("FR"),
            MessageId.of(NIGHT, new SplittableRandom(1)),
            Optional.of(new CaseRef("BE-2026-000001")),
            Lane.URGENT,
            0,
            Sha256.of(ByteString.copyFromUtf8("signed")),
            NIGHT,
            NIGHT.plusSeconds(60),
            true);

    private static Leaf.Builder leaf(Leaf.Type type, Decision decision, ByteString digest) {
        return Leaf.newBuilder()
                .setType(type)
                .setDecision(decision)
                .setDigest(digest)
                .setMessageId(ROW.id().bytes());
    }

    @Test
    void aLeafWithTheDigestOfWhatWasSignedFitsAcceptedOrRefused() {
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.RECEIVED, Decision.ACCEPTED, ROW.digest())
                                .build(),
                        ROW,
                        ENVELOPE))
                .isEmpty();
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.RECEIVED, Decision.POLICY, ROW.digest()).build(), ROW, ENVELOPE))
                .isEmpty();
    }

    @Test
    void aLeafOfAnUnopenedEnvelopeCarriesTheDigestOfTheSealedBytesAndAcceptsNothing() {
        ByteString sealed = Sha256.of(ENVELOPE.getSealed());
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.UNOPENED, Decision.UNREADABLE, sealed).build(), ROW, ENVELOPE))
                .isEmpty();
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.UNOPENED, Decision.ACCEPTED, sealed).build(), ROW, ENVELOPE))
                .isPresent();
    }

    @Test
    void aLeafOfOtherContentOfAnotherMessageOrOfSomethingSentProvesNothing() {
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.RECEIVED, Decision.ACCEPTED, Sha256.of(ByteString.copyFromUtf8("other")))
                                .build(),
                        ROW,
                        ENVELOPE))
                .hasValueSatisfying(fault -> assertThat(fault).contains("digest"));
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.RECEIVED, Decision.ACCEPTED, ROW.digest())
                                .setMessageId(MessageId.of(NIGHT, new SplittableRandom(2))
                                        .bytes())
                                .build(),
                        ROW,
                        ENVELOPE))
                .hasValueSatisfying(fault -> assertThat(fault).contains("another message"));
        assertThat(ReceiptRules.fault(
                        leaf(Leaf.Type.SENT, Decision.ACCEPTED, ROW.digest()).build(), ROW, ENVELOPE))
                .isPresent();
    }
}
