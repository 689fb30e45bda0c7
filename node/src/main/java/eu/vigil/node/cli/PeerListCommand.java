package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil peer list}: whom this node talks to, whether it can, and whom to call if not. */
@Command(
        name = "list",
        description = "Show the other contact points: links, what waits for them, telephones, their local time.")
final class PeerListCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    PeerListCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Get("/api/v1/peers"),
                        answer -> desktop.screen().show(() -> table(answer), () -> answer));
    }

    private String table(JsonNode answer) {
        PeerTexts texts = new PeerTexts(desktop.times(), answer.path("now"));
        Table table = new Table(
                "NETWORK",
                "PEER",
                "AUTHORITY",
                "LINK",
                "PEER'S LINK",
                "ANSWERS",
                "WAITING",
                "LAST RECEIPT",
                "THERE IT IS",
                "TELEPHONES",
                "ENDPOINTS",
                "CONFIRMED");
        for (JsonNode peer : answer.path("peers")) {
            table.row(
                    peer.path("network").asText(),
                    peer.path("peer").asText(),
                    peer.path("authorityName").asText(),
                    texts.link(peer.path("link")),
                    texts.peersLink(peer.path("peersLink")),
                    texts.answers(peer.path("reachability")),
                    texts.waiting(peer),
                    texts.ago(peer.path("lastReceiptAt")),
                    PeerTexts.localTime(peer),
                    PeerTexts.list(peer.path("telephones")),
                    PeerTexts.list(peer.path("endpoints")),
                    PeerTexts.confirmed(peer));
        }
        return table.toString();
    }
}
