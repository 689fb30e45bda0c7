package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.key.Problem;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.directory.WholeFile;
import eu.vigil.node.escalation.plan.Rota;
import eu.vigil.node.logging.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code vigil rota override}: somebody stands in. It becomes a file of its own in {@code conf.d}, so that who may do it is who may write
 * the configuration, and what is on call is still in the configuration alone; then the running node is asked to read it.
 */
@Command(
        name = "override",
        description = {
            "Let somebody stand in for a time: writes a file into conf.d and has the running node read it.",
            "Exit code 0 if it is in force, 2 if it is written and no node was there to take it, 1 if nothing was changed."
        })
final class RotaOverrideCommand implements Callable<Integer> {
    private static final Duration LENGTH_MAX = Duration.ofDays(92);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EscalationFile file;
    private final Desktop desktop;

    @Mixin
    private RotaOption rota = new RotaOption();

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--person", paramLabel = "ID", description = "Who stands in: one of escalation.people.")
    private @Nullable String person;

    @Option(names = "--from", paramLabel = "T", description = "From when, with its offset from UTC (default: now).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "Until when, not included; or for how long from now, like 8h.")
    private @Nullable Instant to;

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            description = "Instead: end the stand-in that was given this name.")
    private @Nullable String remove;

    @Option(
            names = "--no-reload",
            description = "Only write the file; it is in force when the node next reads its files.")
    private boolean noReload;

    RotaOverrideCommand(EscalationFile file, Desktop desktop) {
        this.file = file;
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return remove == null ? rota.of(file, this::add) : remove(remove);
    }

    private int add(EscalationConfig config, Rota chosen) {
        Instant now = file.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant begin = Optional.ofNullable(from).orElse(now);
        List<String> wrong = new ArrayList<>();
        if (person == null || !config.people().containsKey(person)) {
            wrong.add("--person: %s; escalation.people has %s"
                    .formatted(
                            person == null ? "say who" : "'%s' is not configured".formatted(person),
                            String.join(", ", new TreeSet<>(config.people().keySet()))));
        }
        if (to == null) {
            wrong.add("--to: say until when; a stand-in always ends");
        } else if (!to.isAfter(begin) || !to.isAfter(now)) {
            wrong.add("--to: %s is not after %s".formatted(to, begin.isAfter(now) ? begin : now));
        } else if (Duration.between(begin, to).compareTo(LENGTH_MAX) > 0) {
            wrong.add("--to: %d days are too long; at most %d: change the rota instead"
                    .formatted(Duration.between(begin, to).toDays(), LENGTH_MAX.toDays()));
        }
        if (!wrong.isEmpty() || person == null || to == null) {
            return file.screen().malformed(wrong);
        }
        String name = name(config, chosen.name(), now);
        Path path = path(name);
        Optional<String> unwritten = write(path, text(name, chosen.name(), begin, to, person, now));
        if (unwritten.isPresent()) {
            return file.screen().failed(unwritten.get());
        }
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            delete(path);
            return file.screen().failed(problems);
        }
        Instant end = to;
        String who = person;
        return taken(
                path,
                true,
                inForce -> file.screen()
                        .show(
                                () ->
                                        "%s stands in for %s from %s until %s%n%s%nto end it: vigil rota override --remove %s%n"
                                                .formatted(
                                                        Visible.of(who),
                                                        Visible.of(chosen.name()),
                                                        new Times(chosen.zone()).of(begin),
                                                        new Times(chosen.zone()).of(end),
                                                        inForce
                                                                ? "in force now"
                                                                : "written to " + Visible.of(path.toString()),
                                                        name),
                                () -> json(name, path, inForce)
                                        .put("rota", chosen.name())
                                        .put("person", who)
                                        .put("from", begin.toString())
                                        .put("to", end.toString())));
    }

    private int remove(String name) {
        return file.read(config -> {
            Path path = path(name);
            if (!config.standIns().containsKey(name) || !Files.isRegularFile(path)) {
                return file.screen()
                        .malformed("--remove: no file of this command holds '%s'; escalation.stand-ins has %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                new TreeSet<>(config.standIns().keySet()))));
            }
            Optional<String> kept = delete(path);
            return kept.isPresent()
                    ? file.screen().failed(kept.get())
                    : taken(
                            path,
                            false,
                            inForce -> file.screen()
                                    .show(
                                            () -> "%s has ended%s%n"
                                                    .formatted(
                                                            Visible.of(name),
                                                            inForce ? "" : " in the files; the node has not read them"),
                                            () -> json(name, path, inForce)));
        });
    }

    /** How the command ends, once the node was asked. */
    @FunctionalInterface
    private interface End {
        int shown(boolean inForce);
    }

    private int taken(Path path, boolean undo, End end) {
        if (noReload) {
            return end.shown(false);
        }
        int[] exit = {Exit.OK};
        int asked = desktop.node().ask(options, new Question.Post("/api/v1/configuration/reload", "{}"), answer -> {
            exit[0] = end(path, undo, end, answer);
            return Exit.OK;
        });
        if (asked == Exit.OK) {
            return exit[0];
        }
        int _ = end.shown(false);
        return Exit.DEGRADED;
    }

    /** The node has read its files: it has taken them, or kept everything as it was and said why. */
    private int end(Path path, boolean undo, End end, JsonNode answer) {
        List<String> problems = new ArrayList<>();
        answer.path("problems").forEach(problem -> problems.add(problem.asText()));
        if (problems.isEmpty()) {
            return end.shown(true);
        }
        if (undo) {
            delete(path).ifPresent(problems::add);
        }
        return file.screen().failed(problems);
    }

    private List<String> problems() {
        return switch (new ConfigReader()
                .readEscalation(
                        file.globals().configFile(file.surroundings()),
                        file.surroundings().environment(),
                        file.surroundings().properties())) {
            case ConfigReading.Faulty<EscalationConfig>(var problems) ->
                problems.stream().map(Problem::toString).toList();
            case ConfigReading.Loaded<EscalationConfig> _ -> List.of();
        };
    }

    /** Of two stand-ins at one time the later name holds, so names begin with when they were given. */
    private String name(EscalationConfig config, String rotaName, Instant now) {
        String name = "%s-%s".formatted(STAMP.format(now), rotaName);
        String unique = name;
        for (int i = 2; config.standIns().containsKey(unique) || Files.exists(path(unique)); i++) {
            unique = "%s-%d".formatted(name, i);
        }
        return unique;
    }

    private Path path(String name) {
        return file.globals()
                .configFile(file.surroundings())
                .toAbsolutePath()
                .resolveSibling("conf.d")
                .resolve("stand-in-%s.yaml".formatted(name));
    }

    private static String text(String name, String rota, Instant from, Instant to, String person, Instant now) {
        return """
                # Written by "vigil rota override" at %s; to end it: vigil rota override --remove %s
                escalation:
                  stand-ins:
                    "%s": { rota: "%s", from: "%s", to: "%s", person: "%s" }
                """.formatted(now, name, name, rota, from, to, person);
    }

    private static Optional<String> write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            return Optional.of("%s cannot be written: %s".formatted(path.getParent(), e));
        }
        return WholeFile.replace(path, ByteString.copyFromUtf8(text));
    }

    private static Optional<String> delete(Path path) {
        try {
            Files.deleteIfExists(path);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("%s cannot be removed: %s".formatted(path, e));
        }
    }

    private static ObjectNode json(String name, Path path, boolean inForce) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("file", path.toString())
                .put("inForce", inForce);
    }
}
