package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text is a note in its only right form, or none; and a head only if its log signed it. */
class NoteFuzzTest {
    private static final HeadVerifier VERIFIER = new HeadVerifier(
            LogFixture.ORIGIN.toString(), List.of(LogFixture.rfc8032Key().publicKey32()));

    @FuzzTest(maxDuration = "10s")
    void anyTextIsReadOrRefusedAndWhatIsReadIsWrittenTheSame(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Note.read(text).ifPresent(note -> assertThat(note.written()).isEqualTo(text));
        assertThat(VERIFIER.read(text)).isNotNull();
    }
}
