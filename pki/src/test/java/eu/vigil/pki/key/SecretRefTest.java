package eu.vigil.pki.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.vigil.pki.key.SecretRef.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRefTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "file:", "env:", "File:/x", "vault:x"})
    void aSecretItselfIsNoReferenceAndIsNotRepeatedInTheError(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRef.parse(text))
                .withMessageContaining("systemd-credential:NAME")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void aFileIsReadFromTheConfigurationsFolderWithoutItsLineEnd() throws IOException {
        write("keys.secret", "correct horse\n", "rw-------");
        assertThat(resolved("file:keys.secret")).isEqualTo("correct horse");
        assertThat(resolved("file:" + folder.resolve("keys.secret"))).isEqualTo("correct horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void aFileThatOthersCanReadOrChangeIsAProblem(String permissions) throws IOException {
        write("keys.secret", "s", permissions);
        assertThat(problem("file:keys.secret", Map.of()))
                .isEqualTo("secret file:keys.secret: %1$s can be read or changed by others: chmod 600 %1$s"
                        .formatted(folder.resolve("keys.secret")));
    }

    @Test
    void aMissingAnEmptyAndAHugeFileAreEachNamed() throws IOException {
        assertThat(problem("file:none", Map.of())).contains("none does not exist");
        write("empty", "\n", "rw-------");
        assertThat(problem("file:empty", Map.of())).contains("empty is empty");
        write("huge", "x".repeat(70_000), "rw-------");
        assertThat(problem("file:huge", Map.of())).contains("is larger than 65536 bytes");
    }

    @Test
    void aVariableOfTheEnvironmentHoldsASecret() {
        assertThat(resolve("env:VIGIL_KEYS", Map.of("VIGIL_KEYS", "correct horse")))
                .isInstanceOfSatisfying(
                        Resolution.Resolved.class,
                        resolved ->
                                assertThat(resolved.secret().chars()).containsExactly("correct horse".toCharArray()));
        assertThat(problem("env:VIGIL_KEYS", Map.of())).contains("the environment variable VIGIL_KEYS is not set");
    }

    @Test
    void aCredentialOfSystemdIsTakenThoughItsMaskShowsTheGroup() throws IOException {
        write("keys", "correct horse", "r--r-----");
        assertThat(resolve("systemd-credential:keys", Map.of("CREDENTIALS_DIRECTORY", folder.toString())))
                .isInstanceOf(Resolution.Resolved.class);
        assertThat(problem("systemd-credential:keys", Map.of())).contains("add LoadCredential=keys to the unit");
    }

    @Test
    void aSecretNeverShowsInText() {
        assertThat(new Secret(new byte[] {'x'})).hasToString("(secret)");
    }

    private void write(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Resolution resolve(String ref, Map<String, String> environment) {
        return SecretRef.parse(ref).resolve(folder, environment);
    }

    private String resolved(String ref) {
        return switch (SecretRef.parse(ref).resolve(folder)) {
            case Resolution.Resolved(var secret) -> new String(secret.chars());
            case Resolution.Problem(var text) -> throw new AssertionError(text);
        };
    }

    private String problem(String ref, Map<String, String> environment) {
        return switch (resolve(ref, environment)) {
            case Resolution.Resolved _ -> throw new AssertionError("there was a secret");
            case Resolution.Problem(var text) -> text;
        };
    }
}
