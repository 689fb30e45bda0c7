package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.node.escalation.plan.Rota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil rota next}: the shifts to come. Needs no node. */
@Command(
        name = "next",
        description = "The next shifts, after the one that runs; needs no node, only the configuration.")
final class RotaNextCommand implements Callable<Integer> {
    private static final int COUNT_MAX = 1_000;

    private final EscalationFile file;

    @Mixin
    private RotaOption rota = new RotaOption();

    @Option(
            names = "--at",
            paramLabel = "T",
            description = "After which instant, with its offset from UTC (default: now).")
    private @Nullable Instant at;

    @Option(names = "--count", paramLabel = "N", defaultValue = "6", description = "How many, 1 to 1000 (default: 6).")
    private int count = 6;

    RotaNextCommand(EscalationFile file) {
        this.file = file;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > COUNT_MAX) {
            return file.screen().malformed("--count: %d is not between 1 and %d".formatted(count, COUNT_MAX));
        }
        Instant when = Optional.ofNullable(at)
                .orElseGet(() -> file.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS));
        return rota.of(file, (config, chosen) -> {
            List<Rota.OnCall> shifts = new ArrayList<>();
            Instant next = chosen.onCall(when).to();
            while (shifts.size() < count) {
                Rota.OnCall shift = chosen.onCall(next);
                shifts.add(shift);
                next = shift.to();
            }
            return file.screen().show(() -> text(config, chosen, shifts), () -> json(chosen, shifts));
        });
    }

    private static String text(EscalationConfig config, Rota rota, List<Rota.OnCall> shifts) {
        Times times = new Times(rota.zone());
        Table table = new Table("FROM (%s)".formatted(rota.zone()), "UNTIL", "FOR", "ON CALL");
        for (Rota.OnCall shift : shifts) {
            table.row(
                    times.of(shift.from()),
                    times.of(shift.to()),
                    Spans.words(Duration.between(shift.from(), shift.to())),
                    RotaTexts.person(config, shift.person()) + (shift.override() ? ", standing in" : ""));
        }
        return table.toString();
    }

    private static ArrayNode json(Rota rota, List<Rota.OnCall> shifts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        shifts.forEach(shift -> list.add(RotaTexts.shift(rota, shift)));
        return list;
    }
}
