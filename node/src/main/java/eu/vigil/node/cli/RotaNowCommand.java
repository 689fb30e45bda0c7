package eu.vigil.node.cli;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PersonConfig;
import eu.vigil.node.escalation.plan.Rota;
import eu.vigil.node.logging.Visible;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil rota now}: who is on call. Needs no node. */
@Command(name = "now", description = "Who is on call; needs no node, only the configuration.")
final class RotaNowCommand implements Callable<Integer> {
    private final EscalationFile file;

    @Mixin
    private RotaOption rota = new RotaOption();

    @Option(
            names = "--at",
            paramLabel = "T",
            description =
                    "When, with its offset from UTC, like 2026-10-25T02:30+02:00; or 36h from now (default: now).")
    private @Nullable Instant at;

    RotaNowCommand(EscalationFile file) {
        this.file = file;
    }

    @Override
    public Integer call() {
        Instant now = file.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant when = Optional.ofNullable(at).orElse(now);
        return rota.of(file, (config, chosen) -> {
            Rota.OnCall answer = chosen.onCall(when);
            return file.screen()
                    .show(() -> text(config, chosen, when, answer), () -> RotaTexts.now(chosen, when, answer));
        });
    }

    private static String text(EscalationConfig config, Rota rota, Instant at, Rota.OnCall answer) {
        Times times = new Times(rota.zone());
        StringBuilder text = new StringBuilder();
        line(text, "rota", "%s, times of %s".formatted(rota.name(), rota.zone()));
        line(text, "at", times.of(at));
        line(text, "on call", RotaTexts.person(config, answer.person()) + (answer.override() ? ", standing in" : ""));
        RotaTexts.since(answer).ifPresent(since -> line(text, "since", times.of(since)));
        line(
                text,
                "until",
                "%s, %s left".formatted(times.of(answer.to()), Spans.words(Duration.between(at, answer.to()))));
        answer.person()
                .flatMap(person -> Optional.ofNullable(config.people().get(person)))
                .map(PersonConfig::channels)
                .ifPresent(channels -> line(text, "reached by", String.join(", then ", channels)));
        Rota.OnCall next = rota.onCall(answer.to());
        line(text, "then", RotaTexts.person(config, next.person()) + (next.override() ? ", standing in" : ""));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append("%-11s %s%n".formatted(what, Visible.of(value)));
    }
}
