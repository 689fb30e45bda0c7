package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever was signed is a message that keeps all rules, or is refused and said why. */
class MessageFuzzTest {
    private static final Rules RULES = new Rules();

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
