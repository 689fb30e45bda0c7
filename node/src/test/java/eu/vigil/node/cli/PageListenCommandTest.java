package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageListenCommandTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final TestShell shell = new TestShell();

    @ParameterizedTest
    @CsvSource({
        "nowhere, file:x, --listen",
        "127.0.0.1:99999, file:x, --listen",
        "127.0.0.1:0, whsec_abc, --secret",
        "127.0.0.1:0, file:missing, --secret",
    })
    void aMalformedOptionIsNamed(String listen, String secret, String named) {
        assertThat(shell.run("page", "listen", "--listen", listen, "--secret", secret))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains(named).doesNotContain(SECRET);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void aStatusThatIsNoneIsRefused() {
        assertThat(shell.run("page", "listen", "--listen", "127.0.0.1:0", "--secret", "file:x", "--status", "99"))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--status: 99");
    }
}
