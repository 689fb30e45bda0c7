package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.wire.Message;
import java.util.List;

/** Whatever was signed is a message that keeps all rules, or is refused and said why. */
class MessageFuzzTest {
    private static final Rules RULES = read();

    /** All rules, before any time is counted: with every branch watched, to read them takes longer than what is spent on looking for bytes. */
    private static Rules read() {
        Rules rules = new Rules();
        List<FieldDescriptor> kinds =
                Message.getDescriptor().getOneofs().getFirst().getFields();
        for (FieldDescriptor kind : kinds) {
            Message.Builder message = Message.newBuilder();
            rules.check(message.setField(kind, message.newBuilderForField(kind).build())
                    .build());
        }
        return rules;
    }

    @FuzzTest(maxDuration = "10s")
    void anyContentIsReadOrRefusedWithItsReason(byte[] content) {
        switch (ReceivedMessage.read(content, ReceivedMessage.SCHEMA_MAX, RULES)) {
            case ReceivedMessage.Read read ->
                assertThat(RULES.check(read.message())).isEmpty();
            case ReceivedMessage.Unreadable unreadable ->
                assertThat(unreadable.violations()).isNotEmpty();
        }
    }
}
