package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil log verify}: recomputes the logs and names what does not hold. */
@Command(
        name = "verify",
        description = {
            "Recompute the pair logs from what is stored: every leaf, every hash above it, every head;",
            "check what peers have signed: the newest head of their logs for us, and each receipt for a message of ours.",
            "Exit code 0 if all holds, 1 if something does not, 2 if something could not be checked."
        })
final class LogVerifyCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--peer", paramLabel = "PEER", description = "Only what concerns this participant, such as FR.")
    private @Nullable String peer;

    @Option(names = "--network", paramLabel = "NETWORK", description = "Only in this network, such as EU-ART13.")
    private @Nullable String network;

    LogVerifyCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        AuditReport report = new AuditReport();
        Optional<String> cursor = Optional.empty();
        do {
            Query query = new Query("/api/v1/log-audit")
                    .with("peer", peer)
                    .with("network", network)
                    .with("cursor", cursor.orElse(null));
            int asked = desktop.node().ask(options, new Question.Get(query.toString()), report::add);
            if (asked != Exit.OK) {
                return asked;
            }
            if (report.next().isPresent() && report.next().equals(cursor)) {
                return desktop.screen().failed("the node does not get on at %s".formatted(cursor.get()));
            }
            cursor = report.next();
        } while (cursor.isPresent());
        int shown = desktop.screen().show(report::text, report::json);
        return shown == Exit.OK ? report.exit() : shown;
    }
}
