package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.time.Duration;

/** A drill of one's own people, watched until a human comes if that is wanted. */
record LiveDrill(Desktop desktop, NodeOptions options) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** A little longer than the node pages about it. */
    private static final Duration LOOK_MOST = Duration.ofMinutes(61);

    int run(boolean untilAck) {
        return new UntilDone(desktop, options, LOOK_EVERY)
                .run(
                        new Question.Post("/api/v1/pages/drill", "{}"),
                        _ -> untilAck ? LOOK_MOST : Duration.ZERO,
                        call -> new Question.Get("/api/v1/incidents/"
                                + Query.segment(call.path("incident").asText())),
                        call -> !state(call).equals("OPEN"),
                        call -> {
                            int shown = desktop.screen().show(() -> CallTexts.table(call), () -> call);
                            return !untilAck || state(call).equals("ACKNOWLEDGED") ? shown : Exit.FAILED;
                        });
    }

    private static String state(JsonNode call) {
        return call.path("state").asText();
    }
}
