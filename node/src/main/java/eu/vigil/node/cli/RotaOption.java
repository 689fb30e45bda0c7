package eu.vigil.node.cli;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.node.boot.EscalationPlans;
import eu.vigil.node.escalation.plan.Rota;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rota a command is about. */
final class RotaOption {
    @Option(
            names = "--rota",
            paramLabel = "NAME",
            description = "One of escalation.rotas; may be left out if there is only one.")
    private @Nullable String name;

    /** Reads the configuration and hands the rota on, with the section that it stands in. */
    int of(EscalationFile file, BiFunction<EscalationConfig, Rota, Integer> command) {
        return file.read(config -> {
            Map<String, Rota> rotas = EscalationPlans.rotas(config);
            return switch (file.choose("--rota", name, "escalation.rotas", rotas.keySet())) {
                case EscalationFile.Choice.Not(int exit) -> exit;
                case EscalationFile.Choice.Chosen(String chosen) -> {
                    Rota rota = rotas.get(chosen);
                    if (rota == null) {
                        throw new AssertionError(chosen);
                    }
                    yield command.apply(config, rota);
                }
            };
        });
    }
}
