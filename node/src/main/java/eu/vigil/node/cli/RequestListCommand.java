package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil request list}: the cases at the desk, those with the least time left first. */
@Command(name = "list", description = "List cases, those with the least time left first, then the newest.")
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

    @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind, such as PreservationRequest.")
    private @Nullable String kind;

    @Option(names = "--urgency", paramLabel = "URGENCY", description = "Only EMERGENCY, URGENT or ROUTINE.")
    private @Nullable String urgency;

    @Option(names = "--since", paramLabel = "INSTANT", description = "Only opened at or after 2026-03-29T00:00:00Z.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "INSTANT", description = "Only opened before 2026-03-30T00:00:00Z.")
    private @Nullable Instant until;

    @Option(
            names = "--word",
            paramLabel = "WORD",
            description =
                    "Only with this identifier or word, exactly: a reference, an address, a domain, an e-mail, a name.")
    private @Nullable String word;

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
                .with("kind", kind)
                .with("urgency", urgency)
                .with("since", since)
                .with("until", until)
                .with("word", word)
                .with("limit", limit)
                .with("cursor", cursor);
        return desktop.node()
                .ask(
                        options,
                        new Question.Get(query.toString()),
                        listing -> desktop.screen().show(() -> new CaseTexts(desktop).list(listing), () -> listing));
    }
}
