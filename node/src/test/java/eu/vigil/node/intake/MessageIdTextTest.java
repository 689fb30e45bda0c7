package eu.vigil.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.MessageId;
import org.junit.jupiter.api.Test;

class MessageIdTextTest {
    @Test
    void anIdReadsAsInTheLogOfItsSenderSoThatBothCanBeSearchedForIt() {
        MessageId id = MessageId.of("01a2089e-8f76-79cd-ad8c-697692adcf90");

        assertThat(MessageIdText.of(id.bytes())).isEqualTo("01a2089e-8f76-79cd-ad8c-697692adcf90");
    }

    @Test
    void whatIsNoIdIsTheBytesThatThePeerWrote() {
        assertThat(MessageIdText.of(ByteString.fromHex("00ff"))).isEqualTo("00ff");
        assertThat(MessageIdText.of(ByteString.fromHex("01a2089e8f7649cdad8c697692adcf90")))
                .isEqualTo("01a2089e8f7649cdad8c697692adcf90");
        assertThat(MessageIdText.of(ByteString.EMPTY)).isEmpty();
    }
}
