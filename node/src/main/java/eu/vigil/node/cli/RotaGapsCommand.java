package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.escalation.plan.Rota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil rota gaps}: when nobody is on call. Needs no node. */
@Command(name = "gaps", description = "When nobody is on call; needs no node, only the configuration.")
final class RotaGapsCommand implements Callable<Integer> {
    private static final int DAYS_MAX = 3_660;

    private final EscalationFile file;

    @Mixin
    private RotaOption rota = new RotaOption();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "14",
            description = "Days of 24 hours to look ahead, 1 to 3660 (default: 14).")
    private int days = 14;

    @Option(
            names = "--at",
            paramLabel = "T",
            description = "From which instant on, with its offset from UTC (default: now).")
    private @Nullable Instant at;

    RotaGapsCommand(EscalationFile file) {
        this.file = file;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > DAYS_MAX) {
            return file.screen().malformed("--days: %d is not between 1 and %d".formatted(days, DAYS_MAX));
        }
        Instant from = Optional.ofNullable(at)
                .orElseGet(() -> file.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS));
        return rota.of(file, (_, chosen) -> {
            List<Rota.Gap> gaps = chosen.gaps(from, Duration.ofDays(days));
            return file.screen().show(() -> text(chosen, gaps), () -> json(gaps));
        });
    }

    private String text(Rota rota, List<Rota.Gap> gaps) {
        if (gaps.isEmpty()) {
            return "somebody is on call in %s at every instant of these %d days\n".formatted(rota.name(), days);
        }
        Times times = new Times(rota.zone());
        Table table = new Table("NOBODY ON CALL FROM (%s)".formatted(rota.zone()), "UNTIL", "FOR");
        gaps.forEach(gap -> table.row(
                times.of(gap.from()), times.of(gap.to()), Spans.words(Duration.between(gap.from(), gap.to()))));
        return table.toString();
    }

    private static ArrayNode json(List<Rota.Gap> gaps) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        gaps.forEach(gap -> list.addObject()
                .put("from", gap.from().toString())
                .put("to", gap.to().toString()));
        return list;
    }
}
