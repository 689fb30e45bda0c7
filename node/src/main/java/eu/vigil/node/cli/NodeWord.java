package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.doctor.NodeFacts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the running node says of itself, for the doctor; that it says nothing is an answer too. */
final class NodeWord {
    private final StringWriter complaints = new StringWriter();
    private final NodeClient client;
    private @Nullable JsonNode health;
    private @Nullable JsonNode peers;

    NodeWord(Surroundings real, Globals globals) {
        PrintWriter quiet = new PrintWriter(complaints, true);
        Surroundings surroundings = new Surroundings(
                real.environment(),
                real.properties(),
                real.in(),
                quiet,
                quiet,
                false,
                real.clock(),
                real.zone(),
                real.random(),
                real.folder());
        this.client = new NodeClient(surroundings, globals, new Screen(surroundings, globals));
    }

    NodeFacts ask(NodeOptions options) {
        client.ask(options, new Question.Get("/health/ready"), answer -> {
            health = answer;
            return Exit.OK;
        });
        if (health == null) {
            return complaints.toString().contains("--token-file")
                    ? new NodeFacts.Refused(why())
                    : new NodeFacts.Silent(why());
        }
        client.ask(options, new Question.Get("/api/v1/peers"), answer -> {
            peers = answer;
            return Exit.OK;
        });
        return peers == null
                ? new NodeFacts.Refused(why())
                : new NodeFacts.Running(instant(peers.path("now")).orElseThrow(), parts(health), peers(peers));
    }

    private String why() {
        return complaints.toString().strip().replace("vigil: ", "");
    }

    private static List<NodeFacts.Part> parts(JsonNode health) {
        List<NodeFacts.Part> parts = new ArrayList<>();
        health.path("checks")
                .forEach(check -> parts.add(new NodeFacts.Part(
                        check.path("name").asText(),
                        check.path("well").asBoolean(),
                        check.path("detail").asText())));
        return parts;
    }

    private static List<NodeFacts.Peer> peers(JsonNode answer) {
        List<NodeFacts.Peer> peers = new ArrayList<>();
        for (JsonNode peer : answer.path("peers")) {
            JsonNode link = peer.path("link");
            List<String> telephones = new ArrayList<>();
            peer.path("telephones").forEach(telephone -> telephones.add(telephone.asText()));
            peers.add(new NodeFacts.Peer(
                    peer.path("network").asText(),
                    peer.path("peer").asText(),
                    link.path("open").asBoolean(),
                    instant(link.path("since")),
                    peer.path("waiting").asInt(),
                    instant(peer.path("oldestWaitingAt")),
                    instant(peer.path("lastReceiptAt")),
                    Optional.of(link.path("clockAheadMillis"))
                            .filter(JsonNode::isNumber)
                            .map(millis -> Duration.ofMillis(millis.asLong())),
                    link.path("trouble").asText(),
                    telephones));
        }
        return peers;
    }

    private static Optional<Instant> instant(JsonNode field) {
        return field.isTextual() ? Optional.of(Instant.parse(field.textValue())) : Optional.empty();
    }
}
