package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.node.directory.DirectoryFile;
import eu.vigil.node.logging.Visible;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.LegalBasis;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil directory show}: verifies a directory and shows who stands in it. */
@Command(
        name = "show",
        description = "Verify a directory and show who stands in it: the node's own ones, or a file that is named.")
final class DirectoryShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "Only this network's (default: all of the configuration).")
    private @Nullable String network;

    @Option(
            names = "--authority-key",
            paramLabel = "FILE",
            description = "The authority's public keys, for a FILE that is named.")
    private @Nullable Path authorityKey;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A directory (default: those of the configuration). Needs --network and --authority-key.")
    private @Nullable Path file;

    DirectoryShowCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (file != null) {
            if (network == null || authorityKey == null) {
                return screen.malformed("FILE: needs --network and --authority-key beside it");
            }
            return named(file, authorityKey, network);
        }
        if (authorityKey != null) {
            return screen.malformed("--authority-key: needs a FILE beside it");
        }
        return switch (new ConfigReader()
                .read(globals.configFile(surroundings), surroundings.environment(), Map.of())) {
            case ConfigReading.Faulty<VigilConfig> faulty ->
                screen.misconfigured(
                        faulty.problems().stream().map(Object::toString).toList());
            case ConfigReading.Loaded<VigilConfig> loaded -> configured(loaded.config());
        };
    }

    private int named(Path directory, Path key, String name) {
        try {
            NetworkId id = new NetworkId(name);
            return show(List.of(load(place(directory), place(key), id)));
        } catch (IllegalArgumentException e) {
            return screen.malformed("--network: " + e.getMessage());
        }
    }

    private int configured(VigilConfig config) {
        List<DirectoryFile.Loading> loadings = new ArrayList<>();
        config.networks().forEach((name, settings) -> {
            if (network == null || network.equals(name)) {
                loadings.add(
                        load(settings.directory().file(), settings.directory().authorityKey(), new NetworkId(name)));
            }
        });
        return loadings.isEmpty()
                ? screen.malformed("--network: the configuration has %s, not '%s'"
                        .formatted(String.join(", ", config.networks().keySet()), network))
                : show(loadings);
    }

    private DirectoryFile.Loading load(Path directory, Path key, NetworkId id) {
        return DirectoryFile.load(directory, key, id, surroundings.clock().instant());
    }

    private Path place(Path path) {
        return surroundings.folder().resolve(path).normalize();
    }

    private int show(List<DirectoryFile.Loading> loadings) {
        List<DirectoryView> directories = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (DirectoryFile.Loading loading : loadings) {
            switch (loading) {
                case DirectoryFile.Loading.Loaded(var directory) -> directories.add(directory);
                case DirectoryFile.Loading.Problem(var text) -> problems.add(text);
            }
        }
        if (!problems.isEmpty()) {
            return screen.failed(String.join("; ", problems));
        }
        Instant now = surroundings.clock().instant();
        return screen.show(
                () -> directories.stream()
                        .map(directory -> text(directory, now))
                        .collect(Collectors.joining("\n")),
                () -> {
                    ArrayNode all = JsonNodeFactory.instance.arrayNode();
                    directories.forEach(directory -> all.add(json(directory, now)));
                    return all;
                });
    }

    private static String text(DirectoryView directory, Instant now) {
        Table entries = new Table("PARTICIPANT", "AUTHORITY", "ENDPOINTS", "TELEPHONES", "KEYS UNTIL", "CONFIRMED");
        for (Entry entry : directory.entries()) {
            Instant until = entry.recipientUntil();
            entries.row(
                    entry.id().value(),
                    entry.authorityName(),
                    String.join(", ", endpoints(entry)),
                    String.join(", ", entry.telephones()),
                    until + (until.isBefore(now) ? " LAPSED" : ""),
                    entry.reconfirmedOn() + (entry.isStale(now) ? " STALE" : ""));
        }
        Table bases = new Table("BETWEEN", "AND", "BASES IN FORCE");
        for (Entry first : directory.entries()) {
            for (Entry second : directory.entries()) {
                if (first.id().compareTo(second.id()) < 0) {
                    bases.row(first.id().value(), second.id().value(), words(directory, first.id(), second.id(), now));
                }
            }
        }
        return Visible.of("Directory of %s, version %d, %s: issued %s, fresh until %s, expires %s"
                        .formatted(
                                directory.network(),
                                directory.version(),
                                standing(directory, now),
                                directory.issuedAt(),
                                directory.freshUntil(),
                                directory.expiresAt()))
                + "\n\n" + entries + (directory.entries().size() > 1 ? "\n" + bases : "");
    }

    private static String words(DirectoryView directory, ParticipantId first, ParticipantId second, Instant now) {
        Set<LegalBasis> bases = directory.basesInForce(first, second, now);
        return bases.isEmpty() ? "none" : bases.stream().map(LegalBasis::name).collect(Collectors.joining(", "));
    }

    private static String standing(DirectoryView directory, Instant now) {
        return directory.standing(now).name().toLowerCase(Locale.ROOT);
    }

    private static List<String> endpoints(Entry entry) {
        return entry.endpoints().stream()
                .map(endpoint -> endpoint.getHost().indexOf(':') < 0
                        ? "%s:%d".formatted(endpoint.getHost(), endpoint.getPort())
                        : "[%s]:%d".formatted(endpoint.getHost(), endpoint.getPort()))
                .toList();
    }

    private static JsonNode json(DirectoryView directory, Instant now) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("network", directory.network().value())
                .put("version", directory.version())
                .put("digest", HexFormat.of().formatHex(directory.digest().toByteArray()))
                .put("standing", standing(directory, now))
                .put("issuedAt", directory.issuedAt().toString())
                .put("freshUntil", directory.freshUntil().toString())
                .put("expiresAt", directory.expiresAt().toString());
        ArrayNode participants = node.putArray("participants");
        for (Entry entry : directory.entries()) {
            ObjectNode participant = participants
                    .addObject()
                    .put("id", entry.id().value())
                    .put("kind", entry.kind().name())
                    .put("authorityName", entry.authorityName())
                    .put("sequence", entry.sequence())
                    .put("fingerprint", entry.notification().fingerprint())
                    .put("keysUntil", entry.recipientUntil().toString())
                    .put("timeZone", entry.zone().getId())
                    .put("hours", entry.hours())
                    .put("email", entry.email())
                    .put("reconfirmedOn", entry.reconfirmedOn().toString())
                    .put("stale", entry.isStale(now));
            ArrayNode endpoints = participant.putArray("endpoints");
            endpoints(entry).forEach(endpoints::add);
            ArrayNode telephones = participant.putArray("telephones");
            entry.telephones().forEach(telephones::add);
            ArrayNode languages = participant.putArray("languages");
            entry.languages().forEach(languages::add);
            ObjectNode bases = participant.putObject("bases");
            for (Entry other : directory.entries()) {
                if (!other.id().equals(entry.id())) {
                    ArrayNode with = bases.putArray(other.id().value());
                    directory.basesInForce(entry.id(), other.id(), now).forEach(basis -> with.add(basis.name()));
                }
            }
        }
        return node;
    }
}
