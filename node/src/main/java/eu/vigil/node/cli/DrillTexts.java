package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.logging.Visible;
import java.time.Duration;
import java.util.Locale;

/** Drills in words. */
final class DrillTexts {
    private DrillTexts() {}

    /** How one drill stands. */
    static String sentence(JsonNode drill, Times times) {
        boolean human = drill.path("level").asText().equals("HUMAN");
        String peer = Visible.of(drill.path("peer").asText());
        if (!drill.has("endedAt")) {
            return human
                    ? "%s: its duty officer is being paged (a drill); drill %s, given up %s"
                            .formatted(peer, Visible.of(drill.path("drill").asText()), times.of(drill.path("giveUpAt")))
                    : "%s: its node has not answered yet".formatted(peer);
        }
        if (!drill.path("answered").asBoolean()) {
            return "%s: %s".formatted(peer, human ? "no human has come" : "its node has not answered");
        }
        return human
                ? "%s: %s has come, after %s"
                        .formatted(peer, Visible.of(drill.path("officer").asText()), time(drill.path("seconds")))
                : "%s: its node answers, after %s".formatted(peer, time(drill.path("seconds")));
    }

    /** {@code 12 ms}, {@code 4 min}; {@code -} without a time. */
    static String time(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return "-";
        }
        Duration time = Duration.ofMillis(Math.round(seconds.asDouble() * 1_000));
        return time.compareTo(Duration.ofSeconds(1)) < 0 ? time.toMillis() + " ms" : Spans.words(time);
    }

    /** {@code 99.8 % of 2976}; {@code -} without any. */
    static String share(JsonNode share, JsonNode of) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f %% of %d", share.asDouble() * 100, of.asInt()) : "-";
    }
}
