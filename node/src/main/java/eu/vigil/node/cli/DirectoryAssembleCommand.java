package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import eu.vigil.node.directory.Assembly;
import eu.vigil.node.directory.AuthorityFolder;
import eu.vigil.node.directory.WholeFile;
import eu.vigil.pki.directory.BasisRules;
import eu.vigil.pki.directory.DirectoryDocument;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.DocumentKeys;
import eu.vigil.pki.directory.EntryDocument;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.SignedDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil directory assemble}: the authority signs the next directory. */
@Command(
        name = "assemble",
        description = "Sign the next directory of a network, as its authority, out of the participants' entries.")
final class DirectoryAssembleCommand implements Callable<Integer> {
    private static final int BASES_BYTES_MAX = 1024 * 1024;

    private final Surroundings surroundings;
    private final Screen screen;

    @Option(names = "--network", required = true, paramLabel = "NAME", description = "The network, like EU-ART13.")
    private String network = "";

    @Option(
            names = "--authority",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the authority's keys; they are made if it holds none.")
    private Path authority = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write the directory.")
    private Path out = Path.of("");

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description = "The directory in force; whoever stands in it stays. May be the same file as --out.")
    private @Nullable Path previous;

    @Option(
            names = "--remove",
            paramLabel = "ID",
            description = "A participant of the previous directory who leaves; may be repeated.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--rekeyed",
            paramLabel = "ID",
            description = "A participant whose new notification keys were compared by telephone; may be repeated.")
    private List<String> rekeyed = new ArrayList<>();

    @Option(
            names = "--bases",
            paramLabel = "FILE",
            description = "Which legal bases hold between whom (default: the built-in table).")
    private @Nullable Path bases;

    @Option(
            names = "--fresh",
            paramLabel = "DURATION",
            defaultValue = "P7D",
            description = "How long it is fresh (default: ${DEFAULT-VALUE}).")
    private String fresh = "";

    @Option(
            names = "--life",
            paramLabel = "DURATION",
            defaultValue = "P30D",
            description = "How long nodes may load it (default: ${DEFAULT-VALUE}).")
    private String life = "";

    @Parameters(paramLabel = "ENTRY", arity = "0..*", description = "The entries that came in: entry.pb of vigil init.")
    private List<Path> entries = new ArrayList<>();

    DirectoryAssembleCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = surroundings;
        this.screen = screen;
    }

    /** What was asked for, understood. */
    private record Order(
            NetworkId network,
            Set<ParticipantId> removed,
            Set<ParticipantId> rekeyed,
            Duration fresh,
            Duration life,
            BasisRules rules,
            List<SignedDocument> entries) {}

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        Optional<Order> order = order(problems);
        if (order.isEmpty()) {
            return screen.malformed(problems);
        }
        Path written = place(out);
        if (Files.exists(written) && (previous == null || !place(previous).equals(written))) {
            return screen.failed(
                    "--out: %s exists: name it as --previous too if this is the next version, or another file"
                            .formatted(written));
        }
        Instant now = surroundings.clock().instant();
        return switch (AuthorityFolder.openOrCreate(
                place(authority), order.get().network(), now, surroundings.random())) {
            case AuthorityFolder.Opening.Problem(var text) -> screen.failed(text);
            case AuthorityFolder.Opening.Opened(var keys, var created) ->
                previous(order.get(), keys, problems)
                        .map(before -> assemble(order.get(), before.directory(), keys, created, written, now))
                        .orElseGet(() -> screen.failed(problems.getLast()));
        };
    }

    /** The directory before, if there is one. */
    private record Before(Optional<DirectoryView> directory) {}

    private Optional<Before> previous(Order order, DocumentKeys keys, List<String> problems) {
        if (previous == null) {
            return Optional.of(new Before(Optional.empty()));
        }
        Path file = place(previous);
        return read("--previous", file, DirectoryDocument.BYTES_MAX, problems)
                .flatMap(bytes -> switch (DirectoryDocument.verifyAsIssued(bytes, order.network(), keys.publicKeys())) {
                    case Verification.Verified(var directory) -> Optional.of(new Before(Optional.of(directory)));
                    case Verification.Rejected rejected -> {
                        problems.add("--previous: %s: %s".formatted(file, rejected.reason()));
                        yield Optional.empty();
                    }
                });
    }

    private int assemble(
            Order order,
            Optional<DirectoryView> before,
            DocumentKeys keys,
            boolean created,
            Path written,
            Instant now) {
        Assembly.Plan plan = new Assembly.Plan(
                order.network(),
                before,
                order.entries(),
                order.removed(),
                order.rekeyed(),
                order.rules(),
                order.fresh(),
                order.life());
        return switch (Assembly.assemble(plan, keys, now, surroundings.random())) {
            case Assembly.Result.Refused(var texts) -> screen.failed(String.join("; ", texts));
            case Assembly.Result.Assembled assembled ->
                WholeFile.replace(written, assembled.bytes())
                        .map(problem -> screen.failed("--out: " + problem))
                        .orElseGet(() -> screen.show(
                                () -> text(assembled, keys, created, written), () -> json(assembled, keys, written)));
        };
    }

    private Optional<Order> order(List<String> problems) {
        Optional<NetworkId> named = network(problems);
        Set<ParticipantId> leaving = participants("--remove", removed, problems);
        Set<ParticipantId> compared = participants("--rekeyed", rekeyed, problems);
        Optional<Duration> freshFor = duration("--fresh", fresh, problems);
        Optional<Duration> lives = duration("--life", life, problems);
        if (freshFor.isPresent() && lives.isPresent() && lives.get().compareTo(freshFor.get()) < 0) {
            problems.add("--life: must not be shorter than --fresh");
        }
        Optional<BasisRules> rules = rules(problems);
        List<SignedDocument> documents = new ArrayList<>();
        for (Path entry : entries) {
            Path file = place(entry);
            read("ENTRY", file, EntryDocument.BYTES_MAX, problems).ifPresent(bytes -> {
                switch (EntryDocument.read(bytes)) {
                    case EntryDocument.Reading.Read(var document) -> documents.add(document);
                    case EntryDocument.Reading.Problem(var text) -> problems.add("ENTRY: %s: %s".formatted(file, text));
                }
            });
        }
        if (!problems.isEmpty() || named.isEmpty() || freshFor.isEmpty() || lives.isEmpty() || rules.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Order(named.get(), leaving, compared, freshFor.get(), lives.get(), rules.get(), documents));
    }

    private Optional<NetworkId> network(List<String> problems) {
        try {
            return Optional.of(new NetworkId(network));
        } catch (IllegalArgumentException e) {
            problems.add("--network: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<ParticipantId> participants(String option, List<String> ids, List<String> problems) {
        Set<ParticipantId> participants = new TreeSet<>();
        for (String id : ids) {
            try {
                participants.add(new ParticipantId(id));
            } catch (IllegalArgumentException e) {
                problems.add("%s: %s".formatted(option, e.getMessage()));
            }
        }
        return participants;
    }

    private static Optional<Duration> duration(String option, String text, List<String> problems) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(Duration.ofDays(366)) <= 0) {
                return Optional.of(duration);
            }
        } catch (DateTimeParseException _) {
            // Said below.
        }
        problems.add("%s: '%s' is no time of up to 366 days like P7D".formatted(option, text));
        return Optional.empty();
    }

    private Optional<BasisRules> rules(List<String> problems) {
        if (bases == null) {
            return Optional.of(BasisRules.builtIn());
        }
        Path file = place(bases);
        return read("--bases", file, BASES_BYTES_MAX, problems).flatMap(bytes -> switch (BasisRules.parse(
                bytes.toStringUtf8())) {
            case BasisRules.Reading.Read(var rules) -> Optional.of(rules);
            case BasisRules.Reading.Problems(var texts) -> {
                texts.forEach(text -> problems.add("--bases: %s: %s".formatted(file, text)));
                yield Optional.empty();
            }
        });
    }

    private static Optional<ByteString> read(String option, Path file, int bytesMax, List<String> problems) {
        return switch (WholeFile.read(file, bytesMax)) {
            case WholeFile.Reading.Read(var bytes) -> Optional.of(bytes);
            case WholeFile.Reading.Problem(var text) -> {
                problems.add("%s: %s".formatted(option, text));
                yield Optional.empty();
            }
        };
    }

    private Path place(Path path) {
        return surroundings.folder().resolve(path).normalize();
    }

    private String text(Assembly.Result.Assembled assembled, DocumentKeys keys, boolean created, Path written) {
        DirectoryView directory = assembled.directory();
        Table table = new Table("PARTICIPANT", "CHANGE", "NOTIFICATION KEYS");
        assembled
                .changes()
                .forEach((id, change) -> table.row(
                        id.value(),
                        change.name().toLowerCase(Locale.ROOT),
                        directory
                                .entry(id)
                                .map(entry -> entry.notification().fingerprint())
                                .orElse("")));
        return """
                Version %d of the directory of %s is signed and stands in %s.
                It is fresh until %s and nodes load it until %s.

                %s
                Authority's keys: %s%s

                Next: give every node this file and %s.
                """.formatted(
                        directory.version(),
                        directory.network(),
                        written,
                        directory.freshUntil(),
                        directory.expiresAt(),
                        table,
                        keys.publicKeys().fingerprint(),
                        created ? " (made just now in %s)".formatted(place(authority)) : "",
                        place(authority).resolve(AuthorityFolder.PUBLIC_KEYS));
    }

    private JsonNode json(Assembly.Result.Assembled assembled, DocumentKeys keys, Path written) {
        DirectoryView directory = assembled.directory();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("network", directory.network().value())
                .put("version", directory.version())
                .put("digest", HexFormat.of().formatHex(directory.digest().toByteArray()))
                .put("file", written.toString())
                .put(
                        "authorityKey",
                        place(authority).resolve(AuthorityFolder.PUBLIC_KEYS).toString())
                .put("authorityFingerprint", keys.publicKeys().fingerprint())
                .put("freshUntil", directory.freshUntil().toString())
                .put("expiresAt", directory.expiresAt().toString());
        ArrayNode participants = node.putArray("participants");
        assembled
                .changes()
                .forEach((id, change) -> participants
                        .addObject()
                        .put("id", id.value())
                        .put("change", change.name().toLowerCase(Locale.ROOT)));
        return node;
    }
}
