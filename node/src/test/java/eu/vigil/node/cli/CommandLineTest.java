package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final TestShell shell = new TestShell();

    @Test
    void everyCommandKnowsConfigOutputAndHelp() {
        Tree.of(shell.line())
                .forEach(command -> assertThat(command.getCommandSpec().optionsMap())
                        .as(command.getCommandSpec().qualifiedName())
                        .containsKeys("-c", "--config", "-o", "--output", "-h", "--help"));
    }

    @Test
    void everyCommandAndOptionSaysWhatItIsFor() {
        Tree.of(shell.line()).forEach(command -> {
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
            command.getCommandSpec()
                    .args()
                    .forEach(argument -> assertThat(argument.description())
                            .as("%s %s", command.getCommandSpec().qualifiedName(), argument.paramLabel())
                            .isNotEmpty());
        });
    }

    @Test
    void versionNamesTheReleaseAndLeavesStandardErrorEmpty() {
        assertThat(shell.run("version")).isZero();
        assertThat(shell.out()).startsWith("vigil " + VersionCommand.release());
        assertThat(VersionCommand.release()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(shell.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version -o json", "-o json version", "version --output=JSON"})
    void outputMayBeAskedForAnywhereInTheLine(String line) {
        assertThat(shell.run(line.split(" "))).isZero();
        assertThat(shell.json().get("version").asText()).isEqualTo(VersionCommand.release());
        assertThat(shell.json().has("java")).isTrue();
    }

    @Test
    void completionIsAShellScript() {
        assertThat(shell.run("completion")).isZero();
        assertThat(shell.out()).startsWith("#!/usr/bin/env bash").contains("complete -F");
    }

    @Test
    void completionNamesEveryCommandAndEveryLongOption() {
        shell.run("completion");
        String script = shell.out();
        Tree.of(shell.line()).forEach(command -> {
            String function = "_picocli_" + command.getCommandSpec().qualifiedName("_");
            int begin = script.indexOf("function " + function + "() {");
            assertThat(begin).as(function).isNotNegative();
            String body = script.substring(begin, script.indexOf("\n}\n", begin));
            assertThat(words(body, "commands"))
                    .as(function)
                    .containsAll(command.getSubcommands().keySet());
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(body).as(function).contains(option.longestName()));
        });
    }

    private static List<String> words(String body, String variable) {
        Matcher matcher =
                Pattern.compile("local %s=\"([^\"]*)\"".formatted(variable)).matcher(body);
        return matcher.find() ? List.of(matcher.group(1).split(" ", -1)) : List.of();
    }

    @Test
    void anUnknownCommandIsOneSentenceThatNamesTheNearest() {
        assertThat(shell.run("versoin")).isEqualTo(Exit.USAGE);
        assertThat(shell.err().lines()).hasSize(1);
        assertThat(shell.err()).contains("versoin", "version").startsWith("vigil: ");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void aWrongFormatNamesTheOptionAndWhatWouldBeRight() {
        assertThat(shell.run("version", "-o", "xml")).isEqualTo(Exit.USAGE);
        assertThat(shell.err().lines()).hasSize(1);
        assertThat(shell.err()).contains("--output", "xml", "TABLE", "JSON");
    }

    @Test
    void noColourIsWrittenWhereNobodyLooks() {
        assertThat(shell.run("--help")).isZero();
        assertThat(shell.out()).contains("version").doesNotContain("\u001b");
    }

    @Test
    void withoutACommandTheUsageIsAFault() {
        assertThat(shell.run()).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("vigil --help");
    }

    @Test
    void theDaemonIsRunWithTheConfigurationOfTheOptionElseTheVariableElseTheSystem() {
        assertThat(shell.run("run")).isZero();
        assertThat(shell.out()).isEqualTo("ran /etc/vigil/vigil.yaml\n");
        shell.in(Path.of("/home/alice")).with("VIGIL_CONFIG", "be.yaml");
        shell.run("run");
        assertThat(shell.out()).isEqualTo("ran /home/alice/be.yaml\n");
        shell.run("-c", "/srv/fr.yaml", "run");
        assertThat(shell.out()).isEqualTo("ran /srv/fr.yaml\n");
    }
}
