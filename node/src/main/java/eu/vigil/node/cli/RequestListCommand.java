package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil request list}: the cases at the desk, newest change first. */
@Command(name = "list", description = "List cases, newest change first.")
final class RequestListCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--state", paramLabel = "STATE", description = "Only in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable RequestState state;

    @Option(names = "--side", paramLabel = "SIDE", description = "Only where we are: ${COMPLETION-CANDIDATES}.")
    private @Nullable Side side;

    @Option(names = "--peer", paramLabel = "PEER", description = "Only with this participant, such as FR.")
    private @Nullable String peer;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200 (default: 50).")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Where to go on, as the list before said.")
    private @Nullable String cursor;

    RequestListCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Query query = new Query("/api/v1/requests")
                .with("state", state)
                .with("side", side)
                .with("peer", peer)
                .with("limit", limit)
                .with("cursor", cursor);
        return desktop.node()
                .ask(
                        options,
                        new Question.Get(query.toString()),
                        listing -> desktop.screen().show(() -> new CaseTexts(desktop).list(listing), () -> listing));
    }
}
