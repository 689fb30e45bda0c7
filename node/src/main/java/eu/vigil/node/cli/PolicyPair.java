package eu.vigil.node.cli;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.node.directory.DirectoryFile;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who speaks to whom, in which network and when: the options that questions about the policy share. */
final class PolicyPair {
    @Option(names = "--from", required = true, paramLabel = "WHO", description = "Who speaks, such as BE.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "WHO", description = "Who hears, such as EU-COM.")
    private String to = "";

    @Option(names = "--network", paramLabel = "NAME", description = "In this network (default: any).")
    private @Nullable String network;

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "On this day or at this instant, 2026-03-29 or 2026-03-29T01:10:00Z (default: now).")
    private @Nullable String at;

    /** What the options say. */
    sealed interface Reading {
        record Read(PolicyGround ground) implements Reading {}

        record Malformed(List<String> sentences) implements Reading {}

        record Misconfigured(List<String> sentences) implements Reading {}
    }

    Reading read(Surroundings surroundings, Globals globals) {
        List<String> wrong = new ArrayList<>();
        Optional<ParticipantId> speaker = participant("--from", from, wrong);
        Optional<ParticipantId> hearer = participant("--to", to, wrong);
        Optional<NetworkId> where = network(wrong);
        Optional<Instant> when = instant(surroundings.clock().instant(), wrong);
        if (!wrong.isEmpty()) {
            return new Reading.Malformed(wrong);
        }
        if (globals.configNamed().isEmpty()) {
            return new Reading.Read(
                    PolicyGround.builtIn(speaker.orElseThrow(), hearer.orElseThrow(), where, when.orElseThrow()));
        }
        return switch (new ConfigReader()
                .read(globals.configFile(surroundings), surroundings.environment(), Map.of())) {
            case ConfigReading.Faulty<VigilConfig> faulty ->
                new Reading.Misconfigured(
                        faulty.problems().stream().map(Object::toString).toList());
            case ConfigReading.Loaded<VigilConfig> loaded -> {
                List<DirectoryView> directories = new ArrayList<>();
                List<String> problems = new ArrayList<>();
                loaded.config().networks().forEach((name, settings) -> {
                    Path file = settings.directory().file();
                    switch (DirectoryFile.load(
                            file,
                            settings.directory().authorityKey(),
                            new NetworkId(name),
                            surroundings.clock().instant())) {
                        case DirectoryFile.Loading.Loaded(var directory) -> directories.add(directory);
                        case DirectoryFile.Loading.Problem(var text) -> problems.add(text);
                    }
                });
                yield problems.isEmpty()
                        ? new Reading.Read(PolicyGround.of(
                                directories, speaker.orElseThrow(), hearer.orElseThrow(), where, when.orElseThrow()))
                        : new Reading.Misconfigured(problems);
            }
        };
    }

    private static Optional<ParticipantId> participant(String option, String id, List<String> wrong) {
        try {
            return Optional.of(new ParticipantId(id));
        } catch (IllegalArgumentException e) {
            wrong.add("%s: %s".formatted(option, e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<NetworkId> network(List<String> wrong) {
        if (network == null) {
            return Optional.empty();
        }
        TreeSet<String> known = new TreeSet<>();
        PolicyGround.POLICY_NETWORKS.forEach(one -> known.add(one.value()));
        if (!known.contains(network)) {
            wrong.add("--network: there is no '%s'; there are %s".formatted(network, String.join(", ", known)));
            return Optional.empty();
        }
        return Optional.of(new NetworkId(network));
    }

    private Optional<Instant> instant(Instant now, List<String> wrong) {
        if (at == null) {
            return Optional.of(now);
        }
        try {
            return Optional.of(
                    at.indexOf('T') < 0
                            ? LocalDate.parse(at).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(at));
        } catch (DateTimeException _) {
            wrong.add("--at: '%s' is no day and no instant; write 2026-03-29 or 2026-03-29T01:10:00Z".formatted(at));
            return Optional.empty();
        }
    }
}
