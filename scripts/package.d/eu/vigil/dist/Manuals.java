package eu.vigil.dist;

import eu.vigil.config.ConfigReference;
import eu.vigil.node.cli.Commands;
import eu.vigil.node.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the manual pages and the completion: one page a command, one of the configuration. */
public final class Manuals {
    private static final String MANUAL = "Vigil";

    private final Path folder;
    private final LocalDate day;
    private final String release;

    private Manuals(Path folder, LocalDate day, String release) {
        this.folder = folder;
        this.day = day;
        this.release = release;
    }

    /** {@code FOLDER DAY VERSION}: writes {@code man/} and {@code bash-completion/} below the folder. */
    public static void main(String[] arguments) throws IOException {
        Manuals manuals = new Manuals(Path.of(arguments[0]), LocalDate.parse(arguments[1]), "vigil " + arguments[2]);
        CommandLine vigil = vigil();
        manuals.write(vigil.getCommandSpec());
        manuals.put("man/man5/vigil.yaml.5", manuals.configuration(ConfigReference.text()));
        // It is read, not run.
        manuals.put(
                "bash-completion/completions/vigil",
                AutoComplete.bash("vigil", vigil).replaceFirst("^#!.*\n", ""));
    }

    private static CommandLine vigil() {
        Surroundings nothing = new Surroundings(
                Map.of(),
                Map.of(),
                InputStream.nullInputStream(),
                new PrintWriter(PrintWriter.nullWriter()),
                new PrintWriter(PrintWriter.nullWriter()),
                false,
                InstantSource.system(),
                ZoneOffset.UTC,
                new SecureRandom(),
                Path.of("/"));
        return Commands.of(nothing, _ -> 0);
    }

    private void write(CommandSpec command) throws IOException {
        put("man/man1/" + page(command) + ".1", text(command));
        for (CommandLine sub : subcommands(command)) {
            write(sub.getCommandSpec());
        }
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String page(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private static List<CommandLine> subcommands(CommandSpec command) {
        return command.subcommands().values().stream()
                .distinct()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static String summary(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    private String text(CommandSpec command) {
        String summary = summary(command);
        Roff roff = new Roff(page(command), 1, day.toString(), release, MANUAL)
                .section("NAME")
                .paragraph("%s - %s".formatted(page(command), uncapital(summary).replaceAll("\\.$", "")))
                .section("SYNOPSIS")
                .paragraph(synopsis(command))
                .section("DESCRIPTION")
                .paragraph(summary);
        if (!command.positionalParameters().isEmpty()) {
            roff.section("ARGUMENTS");
            command.positionalParameters().forEach(argument -> roff.item(argument.paramLabel(), lines(argument)));
        }
        if (!subcommands(command).isEmpty()) {
            roff.section("COMMANDS");
            leaves(command)
                    .forEach(leaf -> roff.item(
                            "%s(1)".formatted(page(leaf)), List.of(summary(leaf))));
        }
        List<OptionSpec> options =
                command.options().stream().filter(option -> !option.hidden()).toList();
        if (!options.isEmpty()) {
            roff.section("OPTIONS");
            options.forEach(option -> roff.item(names(option), lines(option)));
        }
        if (command.parent() == null) {
            surroundings(roff);
        }
        exits(roff).section("SEE ALSO").paragraph(related(command));
        return roff.text();
    }

    private static Stream<CommandSpec> leaves(CommandSpec command) {
        List<CommandLine> subs = subcommands(command);
        return subs.isEmpty()
                ? Stream.of(command)
                : subs.stream().flatMap(sub -> leaves(sub.getCommandSpec()));
    }

    private static String synopsis(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(command.qualifiedName()));
        if (!subcommands(command).isEmpty()) {
            words.add("COMMAND");
        }
        command.options().stream()
                .filter(OptionSpec::required)
                .forEach(option -> words.add(option.longestName() + " " + option.paramLabel()));
        if (command.options().stream().anyMatch(option -> !option.required())) {
            words.add("[OPTION ...]");
        }
        command.positionalParameters().forEach(argument -> words.add(
                (argument.arity().min() == 0 ? "[%s]" : "%s")
                        .formatted(argument.paramLabel() + (argument.arity().max() > 1 ? " ..." : ""))));
        return String.join(" ", words);
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static List<String> lines(ArgSpec argument) {
        List<String> lines = Arrays.asList(argument.description());
        return lines.isEmpty() ? List.of(argument.paramLabel()) : lines;
    }

    private static void surroundings(Roff roff) {
        roff.section("ENVIRONMENT")
                .item("VIGIL_CONFIG", List.of("The configuration, if -c does not name one."))
                .item("VIGIL_URL", List.of("The node's HTTP side, if --url does not name it."))
                .item("VIGIL_TOKEN, VIGIL_TOKEN_FILE", List.of("Your personal token, or the file it stands in."))
                .item("VIGIL_JAVA_OPTS", List.of("Options for Java, like -Xmx2g."))
                .item("NO_COLOR", List.of("If set, no colour on a terminal either."))
                .section("FILES")
                .item("/etc/vigil/vigil.yaml, /etc/vigil/conf.d/", List.of("The configuration: vigil.yaml(5)."))
                .item("/var/lib/vigil/", List.of("The store, keys and tokens."));
    }

    private static Roff exits(Roff roff) {
        return roff.section("EXIT STATUS")
                .item("0", List.of("Done, and nothing was written to standard error."))
                .item("1", List.of("Not done; standard error says why."))
                .item("2", List.of("A check found something that works but needs attention."))
                .item("64", List.of("The command line, or a file handed to it, is malformed."))
                .item("78", List.of("The configuration is missing or wrong."));
    }

    private static String related(CommandSpec command) {
        CommandSpec parent = command.parent();
        Stream<String> pages = parent == null ? Stream.of() : Stream.of(page(parent) + "(1)");
        return String.join(", ", Stream.concat(pages, Stream.of("vigil.yaml(5)")).toList());
    }

    /** {@code vigil config reference} is indented by four for a term or a paragraph and by eight for what is said of a term. */
    private String configuration(String reference) {
        Roff roff = new Roff("vigil.yaml", 5, day.toString(), release, MANUAL);
        List<String> lines = reference.lines().skip(1).toList();
        for (int at = 0; at < lines.size(); ) {
            String line = lines.get(at);
            int from = at++;
            if (line.isBlank()) {
                continue;
            }
            if (!line.startsWith(" ")) {
                roff.section(line.strip());
                continue;
            }
            while (at < lines.size() && lines.get(at).startsWith("    ")) {
                if (!lines.get(at).startsWith("        ") && lines.get(from + 1).startsWith("        ")) {
                    break;
                }
                at++;
            }
            List<String> block = lines.subList(from, at).stream().map(String::strip).toList();
            if (block.size() > 1 && lines.get(from + 1).startsWith("        ")) {
                roff.item(block.getFirst(), block.subList(1, block.size()));
            } else if (block.size() == 1) {
                roff.paragraph(block.getFirst());
            } else {
                roff.asWritten(block);
            }
        }
        return roff.text();
    }

    private static String uncapital(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
