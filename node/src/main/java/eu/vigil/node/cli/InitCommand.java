package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.Parsed;
import eu.vigil.config.value.WebAddress;
import eu.vigil.node.enrolment.NewNode;
import eu.vigil.node.enrolment.NodeFolder;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.Particulars;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Endpoint;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil init}: makes a new node's keys, certificates, configuration and first tokens in an empty folder. */
@Command(
        name = "init",
        description = "Make a new node: keys, certificates, vigil.yaml, the entry for the directory, a token per role. "
                + "The configuration is written into the data folder, or where -c says.")
final class InitCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    @Option(
            names = "--participant",
            required = true,
            paramLabel = "ID",
            description = "Whose node: a State like BE, a body like EU-GSC, a partner like BE/BANK-1.")
    private String participant = "";

    @Option(names = "--network", required = true, paramLabel = "NAME", description = "The network, like EU-ART13.")
    private String network = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder to make the node in.")
    private Path data = Path.of("");

    @Option(
            names = "--link",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where links are accepted, like 0.0.0.0:7413.")
    private String link = "";

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "What peers dial, as it stands in the directory (default: what --link says).")
    private @Nullable String advertise;

    @Option(
            names = "--operator",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where the people who work here come in, like 127.0.0.1:8413.")
    private String operator = "";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "That side as browsers see it; needed if pages leave this machine.")
    private @Nullable String publicUrl;

    @Option(
            names = "--page",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8414/page",
            description = "The webhook that is called first (default: ${DEFAULT-VALUE}, for vigil page listen).")
    private String page = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "The authority's name, as the directory shows it.")
    private @Nullable String name;

    @Option(
            names = "--telephone",
            paramLabel = "NUMBER",
            description = "A number to call when the node is silent, like '+32 2 555 01 00'; may be repeated.")
    private List<String> telephones = new ArrayList<>();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "An address for what is not urgent.")
    private String email = "";

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "A language spoken there, like fr; may be repeated (default: en).")
    private List<String> languages = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The local time zone, like Europe/Brussels (default: ${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--hours",
            paramLabel = "TEXT",
            defaultValue = "24/7",
            description = "When it is staffed, in words (default: ${DEFAULT-VALUE}).")
    private String hours = "";

    InitCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        Optional<NewNode> node = node(problems);
        if (node.isEmpty()) {
            return screen.malformed(problems);
        }
        Path folder = surroundings.folder().resolve(data).normalize();
        return switch (NodeFolder.make(
                folder, configuration(folder), node.get(), surroundings.clock().instant(), surroundings.random())) {
            case NodeFolder.Making.Refused(var text) -> screen.failed(text);
            case NodeFolder.Making.Made made -> screen.show(() -> text(folder, made), () -> json(folder, made));
        };
    }

    private Optional<NewNode> node(List<String> problems) {
        Optional<ParticipantId> who = checked("--participant", participant, ParticipantId::new, problems);
        Optional<NetworkId> where = checked("--network", network, NetworkId::new, problems);
        Optional<ZoneId> time = checked("--zone", zone, InitCommand::zone, problems);
        Optional<HostPort> listens = parsed("--link", HostPort.parse(link), problems);
        Optional<HostPort> dialled =
                parsed("--advertise", HostPort.parse(advertise == null ? link : advertise), problems);
        Optional<HostPort> desk = parsed("--operator", HostPort.parse(operator), problems);
        Optional<WebAddress> pager = parsed("--page", WebAddress.parse(page), problems);
        Optional<WebAddress> browsers =
                publicUrl == null ? Optional.empty() : parsed("--public-url", WebAddress.parse(publicUrl), problems);
        dialled.filter(InitCommand::cannotBeDialled)
                .ifPresent(address -> problems.add(
                        "--advertise: peers cannot dial %s; write what they reach, like contact.example:7413"
                                .formatted(address)));
        pager.filter(address -> !address.isLoopback() && publicUrl == null)
                .ifPresent(_ -> problems.add(
                        "--public-url: is needed, for the page leaves this machine and its link must open elsewhere"));
        if (name != null && (name.isBlank() || name.length() > 255)) {
            problems.add("--name: is 1 to 255 characters long");
        }
        if (!problems.isEmpty()
                || who.isEmpty()
                || where.isEmpty()
                || time.isEmpty()
                || listens.isEmpty()
                || dialled.isEmpty()
                || desk.isEmpty()
                || pager.isEmpty()) {
            return Optional.empty();
        }
        Particulars particulars = new Particulars(
                new Named(who.get(), where.get()),
                Policy.builtIn().kindOf(who.get()),
                name == null ? "Contact point of " + who.get() : name,
                List.of(Endpoint.newBuilder()
                        .setHost(dialled.get().host())
                        .setPort(dialled.get().port())
                        .build()),
                telephones,
                email,
                languages.isEmpty() ? List.of("en") : languages,
                time.get(),
                hours);
        return Optional.of(new NewNode(particulars, listens.get(), dialled.get(), desk.get(), browsers, pager.get()));
    }

    private static boolean cannotBeDialled(HostPort address) {
        return address.port() == 0
                || address.host().equals("0.0.0.0")
                || address.host().equals("::");
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no IANA zone like Europe/Brussels".formatted(id), e);
        }
    }

    private static <T> Optional<T> checked(
            String option, String text, Function<String, T> reader, List<String> problems) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s".formatted(option, e.getMessage()));
            return Optional.empty();
        }
    }

    private static <T> Optional<T> parsed(String option, Parsed<T> parsed, List<String> problems) {
        return switch (parsed) {
            case Parsed.Value<T>(var value) -> Optional.of(value);
            case Parsed.Wrong<T>(var why) -> {
                problems.add("%s: %s".formatted(option, why));
                yield Optional.empty();
            }
        };
    }

    /** In the data folder, unless {@code -c} names another place; a variable names a node that exists. */
    private Path configuration(Path folder) {
        return globals.configNamed()
                .map(file -> surroundings.folder().resolve(file).normalize())
                .orElseGet(() -> folder.resolve(NodeFolder.CONFIGURATION));
    }

    private String text(Path folder, NodeFolder.Making.Made made) {
        Table files = new Table("FILE", "WHAT IT IS");
        files.row(inside(folder, configuration(folder)), "the configuration");
        files.row(NodeFolder.KEYS, "the node's keys and certificates, opened by " + NodeFolder.KEYS_SECRET);
        files.row(NodeFolder.ENTRY, "the notification for the authority of " + network);
        files.row(NodeFolder.DESK_SECRET, "signs the pages to " + page);
        made.tokens()
                .forEach((role, file) -> files.row(
                        folder.relativize(file).toString(),
                        "the token of the " + role.word().replace('-', ' ')));
        files.row(NodeFolder.OFFLINE + "/", "the State CA and the notification keys");
        return """
                %s in %s has a node in %s:

                %s
                Take %s away now and lock it up: who has it can speak for %s, and the node never needs it.
                Fingerprint of the notification keys, to be read to the authority by telephone:
                  %s

                Next:
                  1. Send %s to the authority, who puts it into the directory (vigil directory assemble).
                  2. Put the directory as %s and the authority's public keys as %s into %s.
                  3. Say in %s who is called when a request comes in.
                  4. vigil run -c %s
                """.formatted(
                        participant,
                        network,
                        folder,
                        files,
                        folder.resolve(NodeFolder.OFFLINE),
                        participant,
                        fingerprint(made),
                        folder.resolve(NodeFolder.ENTRY),
                        NodeFolder.DIRECTORY,
                        NodeFolder.AUTHORITY_KEY,
                        folder,
                        inside(folder, configuration(folder)),
                        configuration(folder));
    }

    private static String inside(Path folder, Path file) {
        return (file.startsWith(folder) ? folder.relativize(file) : file).toString();
    }

    private JsonNode json(Path folder, NodeFolder.Making.Made made) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("participant", participant)
                .put("network", network)
                .put("data", folder.toString())
                .put("config", configuration(folder).toString())
                .put("entry", folder.resolve(NodeFolder.ENTRY).toString())
                .put("offline", folder.resolve(NodeFolder.OFFLINE).toString())
                .put("fingerprint", fingerprint(made));
        ObjectNode tokens = node.putObject("tokens");
        made.tokens().forEach((role, file) -> tokens.put(role.word(), file.toString()));
        return node;
    }

    private static String fingerprint(NodeFolder.Making.Made made) {
        return made.enrolment().notification().publicKeys().fingerprint();
    }
}
