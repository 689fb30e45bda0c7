package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.cli.NodeClient.Question;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A drill of one's own people, watched until a human comes if that is wanted. */
record LiveDrill(Desktop desktop, NodeOptions options) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** A little longer than the node pages about it. */
    private static final Duration LOOK_MOST = Duration.ofMinutes(61);

    int run(boolean untilAck) {
        AtomicReference<JsonNode> call = new AtomicReference<>(JsonNodeFactory.instance.objectNode());
        int asked = ask(new Question.Post("/api/v1/pages/drill", "{}"), call);
        String path =
                "/api/v1/incidents/" + Query.segment(call.get().path("incident").asText());
        for (long looks = LOOK_MOST.dividedBy(LOOK_EVERY); untilAck && looks > 0 && asked == Exit.OK; looks--) {
            asked = ask(new Question.Get(path), call);
            if (!call.get().path("state").asText().equals("OPEN")) {
                break;
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return desktop.screen().failed("interrupted");
            }
        }
        if (asked != Exit.OK) {
            return asked;
        }
        int shown = desktop.screen().show(() -> CallTexts.table(call.get()), call::get);
        return !untilAck || call.get().path("state").asText().equals("ACKNOWLEDGED") ? shown : Exit.FAILED;
    }

    private int ask(Question question, AtomicReference<JsonNode> call) {
        return desktop.node().ask(options, question, answer -> {
            call.set(answer);
            return Exit.OK;
        });
    }
}
