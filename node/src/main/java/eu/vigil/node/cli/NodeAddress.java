package eu.vigil.node.cli;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Problem;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.Parsed;
import eu.vigil.config.value.WebAddress;
import eu.vigil.node.operator.people.PeopleFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out which node to ask and with which token: options first, then variables, then the configuration. */
final class NodeAddress {
    private static final long TOKEN_FILE_BYTES_MAX = 4096;

    private final Surroundings surroundings;
    private final Globals globals;

    NodeAddress(Surroundings surroundings, Globals globals) {
        this.surroundings = surroundings;
        this.globals = globals;
    }

    /** What was found. */
    sealed interface Finding {
        /**
         * This node, as whoever has this token.
         *
         * @param file where the token stands; empty if it came in a variable
         */
        record Found(URI base, String token, Optional<Path> file) implements Finding {
            @Override
            public String toString() {
                return "Found[base=%s]".formatted(base);
            }
        }

        /** The options or variables are wrong. */
        record Malformed(String sentence) implements Finding {}

        /** The configuration, which had to be asked, is wrong. */
        record Misconfigured(List<String> sentences) implements Finding {}
    }

    Finding find(NodeOptions options) {
        Optional<String> url = options.url().or(() -> variable("VIGIL_URL"));
        return url.isPresent() ? named(url.get(), options) : configured(options);
    }

    private Finding named(String url, NodeOptions options) {
        return switch (WebAddress.parse(url)) {
            case Parsed.Wrong<WebAddress>(var why) -> new Finding.Malformed("--url: " + why);
            case Parsed.Value<WebAddress>(var address) ->
                withToken(
                        address.uri(),
                        options,
                        () -> new Finding.Malformed(
                                "--token-file: whoever names the node names a personal token too, here or in VIGIL_TOKEN"));
        };
    }

    private Finding configured(NodeOptions options) {
        Path file = globals.configFile(surroundings);
        return switch (new ConfigReader().read(file, surroundings.environment(), surroundings.properties())) {
            case ConfigReading.Faulty<VigilConfig>(var problems) ->
                new Finding.Misconfigured(
                        problems.stream().map(Problem::toString).toList());
            case ConfigReading.Loaded<VigilConfig> loaded -> {
                VigilConfig config = loaded.config();
                HostPort listen = config.operator().listen();
                if (listen.port() == 0) {
                    yield new Finding.Malformed(
                            "--url: operator.listen of %s takes any free port, so the node must be named"
                                    .formatted(file));
                }
                Path administrator = config.data().resolve(PeopleFile.ADMINISTRATOR_TOKEN);
                URI base = URI.create("http://" + reachable(listen));
                yield withToken(base, options, () -> fromFile(base, administrator));
            }
        };
    }

    private Finding withToken(URI base, NodeOptions options, Supplier<Finding> otherwise) {
        if (options.tokenFile().isPresent()) {
            return fromFile(base, options.tokenFile().get());
        }
        Optional<String> token = variable("VIGIL_TOKEN");
        if (token.isPresent()) {
            return new Finding.Found(base, token.get().strip(), Optional.empty());
        }
        return variable("VIGIL_TOKEN_FILE")
                .map(file -> fromFile(base, Path.of(file)))
                .orElseGet(otherwise);
    }

    private Finding fromFile(URI base, Path named) {
        Path file = surroundings.folder().resolve(named);
        try {
            if (Files.size(file) > TOKEN_FILE_BYTES_MAX) {
                return new Finding.Malformed("--token-file: %s holds more than a token".formatted(file));
            }
            return new Finding.Found(base, Files.readString(file).strip(), Optional.of(file));
        } catch (IOException _) {
            return new Finding.Malformed(
                    "--token-file: %s cannot be read; name your personal token's file, or set VIGIL_TOKEN"
                            .formatted(file));
        }
    }

    /** A server that listens everywhere is reached here. */
    private static HostPort reachable(HostPort listen) {
        return switch (listen.host()) {
            case "0.0.0.0" -> new HostPort("127.0.0.1", listen.port());
            case "::" -> new HostPort("::1", listen.port());
            default -> listen;
        };
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }
}
