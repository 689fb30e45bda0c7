package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual of the protocol says of every kind what the contract says. */
class ManualTest {
    static Stream<MessageKind> kinds() {
        return MessageKind.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasItsRowInTheManualOfTheProtocol(MessageKind kind) throws IOException {
        List<String> manual = Files.readAllLines(Path.of("..", "docs", "PROTOCOL.md"));
        assertThat(manual)
                .anyMatch(line -> line.startsWith("| %d | `%s` | %s | "
                                .formatted(
                                        kind.field().getNumber(),
                                        kind.name(),
                                        kind.sort().name().toLowerCase(Locale.ROOT)))
                        && line.contains(kind.help()));
    }
}
