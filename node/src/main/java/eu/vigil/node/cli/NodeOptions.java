package eu.vigil.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which node a command asks, and as whom. */
final class NodeOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The node's HTTP side (default: $VIGIL_URL, then operator.listen of the configuration).")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The file with your personal token (default: $VIGIL_TOKEN, $VIGIL_TOKEN_FILE, then the administrator's in the data folder).")
    private @Nullable Path tokenFile;

    Optional<String> url() {
        return Optional.ofNullable(url);
    }

    Optional<Path> tokenFile() {
        return Optional.ofNullable(tokenFile);
    }
}
