package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fields of a peer in words: since when rather than at what time, for that is what one asks at night. */
record PeerTexts(Times times, JsonNode now) {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    String link(JsonNode link) {
        if (link.path("open").asBoolean()) {
            return "open " + ago(link.path("since"));
        }
        return link.has("since") ? "DOWN " + ago(link.path("since")) : "DOWN";
    }

    String peersLink(JsonNode link) {
        if (!link.has("since")) {
            return "never";
        }
        return (link.path("open").asBoolean() ? "open " : "DOWN ") + ago(link.path("since"));
    }

    /** How the peer's node answers our tests: {@code yes, 3 min ago}, or since when it does not and what is tried. */
    String answers(JsonNode reach) {
        if (reach.has("failingSince")) {
            int failures = reach.path("failures").asInt();
            return "NO for %s, asked %s, again %s"
                    .formatted(
                            ago(reach.path("failingSince")),
                            failures == 1 ? "once" : failures + " times",
                            in(reach.path("nextTestAt")));
        }
        return reach.has("lastSuccessAt") ? "yes, %s ago".formatted(ago(reach.path("lastSuccessAt"))) : "not asked yet";
    }

    private String in(JsonNode at) {
        if (!at.isTextual() || !now.isTextual()) {
            return "soon";
        }
        Duration time = Duration.between(Instant.parse(now.textValue()), Instant.parse(at.textValue()));
        return time.isPositive() ? "in " + Spans.words(time) : "now";
    }

    String waiting(JsonNode peer) {
        int waiting = peer.path("waiting").asInt();
        return waiting == 0 ? "0" : "%d (%s)".formatted(waiting, ago(peer.path("oldestWaitingAt")));
    }

    /** {@code 5 min}, of an instant in the past; {@code -} without one. */
    String ago(JsonNode at) {
        if (!at.isTextual() || !now.isTextual()) {
            return "-";
        }
        Duration time = Duration.between(Instant.parse(at.textValue()), Instant.parse(now.textValue()));
        if (time.toDays() >= 2) {
            return time.toDays() + " d";
        }
        if (time.toHours() >= 2) {
            return time.toHours() + " h";
        }
        return time.toMinutes() >= 2 ? time.toMinutes() + " min" : Math.max(0, time.toSeconds()) + " s";
    }

    static String localTime(JsonNode peer) {
        JsonNode local = peer.path("localTime");
        return local.isTextual() ? DAY_AND_TIME.format(OffsetDateTime.parse(local.textValue())) : "-";
    }

    static String confirmed(JsonNode peer) {
        String day = peer.path("reconfirmedOn").asText();
        return (day.length() > 10 ? day.substring(0, 10) : day)
                + (peer.path("stale").asBoolean() ? " STALE" : "");
    }

    static String list(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return all.isEmpty() ? "-" : String.join(", ", all);
    }
}
