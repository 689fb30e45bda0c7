package eu.vigil.node.cli;

import eu.vigil.config.escalation.EscalationConfig;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which policy a command is about. */
final class PolicyOption {
    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "One of escalation.policies; may be left out if there is only one.")
    private @Nullable String name;

    /** Reads the configuration and hands the policy's name on. */
    int of(EscalationFile file, BiFunction<EscalationConfig, String, Integer> command) {
        return file.read(config -> switch (file.choose(
                "--policy", name, "escalation.policies", config.policies().keySet())) {
            case EscalationFile.Choice.Not(int exit) -> exit;
            case EscalationFile.Choice.Chosen(String chosen) -> command.apply(config, chosen);
        });
    }
}
