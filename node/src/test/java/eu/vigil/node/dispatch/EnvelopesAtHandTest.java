package eu.vigil.node.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Envelope;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EnvelopesAtHandTest {
    private final SplittableRandom random = new SplittableRandom(7);
    private final Envelope envelope =
            Envelope.newBuilder().setSealed(ByteString.copyFrom(new byte[100])).build();
    private final EnvelopesAtHand atHand = new EnvelopesAtHand(2 * envelope.getSerializedSize());

    private MessageId id() {
        return MessageId.of(Instant.parse("2026-03-29T01:10:00Z"), random);
    }

    @Test
    void whatHasNoRoomIsNotKeptAndWhatIsForgottenMakesRoom() {
        MessageId first = id();
        MessageId second = id();
        MessageId third = id();
        atHand.keep(first, envelope);
        atHand.keep(second, envelope);
        atHand.keep(third, envelope);
        assertThat(atHand.get(second)).isSameAs(envelope);
        assertThat(atHand.get(third)).isNull();

        atHand.forget(first);
        atHand.forget(first);
        atHand.keep(third, envelope);
        assertThat(atHand.get(first)).isNull();
        assertThat(atHand.get(third)).isSameAs(envelope);

        MessageId fourth = id();
        atHand.keep(fourth, envelope);
        assertThat(atHand.get(fourth))
                .as("what was forgotten twice made room once")
                .isNull();
    }

    @Test
    void whatIsKeptTwiceTakesRoomOnce() {
        MessageId first = id();
        MessageId second = id();
        atHand.keep(first, envelope);
        atHand.keep(first, envelope);
        atHand.keep(second, envelope);
        assertThat(atHand.get(second)).isSameAs(envelope);
    }

    @Test
    void whatIsForgottenAltogetherMakesRoomForAll() {
        MessageId first = id();
        MessageId second = id();
        atHand.keep(first, envelope);
        atHand.keep(second, envelope);
        atHand.forgetAll();
        assertThat(atHand.get(first)).isNull();

        MessageId third = id();
        atHand.keep(second, envelope);
        atHand.keep(third, envelope);
        assertThat(atHand.get(second)).isSameAs(envelope);
        assertThat(atHand.get(third)).isSameAs(envelope);
    }
}
