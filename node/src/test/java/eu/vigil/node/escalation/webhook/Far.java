package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.node.escalation.plan.Channel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The far end of each format as its makers describe it, written down a second time on purpose: what it wants to be told, and which of its answers
 * means that it was.
 */
enum Far {
    STANDARD_WEBHOOKS(Channel.Format.STANDARD_WEBHOOKS, 204, "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz") {
        @Override
        List<String> rules(Came came) {
            List<String> broken = new ArrayList<>();
            WebhookSignature.Headers headers = new WebhookSignature.Headers(
                    came.header("webhook-id"), came.header("webhook-timestamp"), came.header("webhook-signature"));
            if (headers.id().isEmpty() || headers.id().contains(".")) {
                broken.add("webhook-id: " + headers.id());
            }
            if (WebhookSecret.read(secret) instanceof WebhookSecret.Reading.Secrets(var secrets)) {
                WebhookSignature.fault(headers, came.body().getBytes(StandardCharsets.UTF_8), secrets, NOW)
                        .ifPresent(broken::add);
            }
            JsonNode json = came.json();
            if (!json.path("type").asText().matches("[a-z0-9_]+(\\.[a-z0-9_]+)*")) {
                broken.add("type: full-stop delimited words");
            }
            instant(json.path("timestamp"), broken);
            if (!json.path("data").isObject()) {
                broken.add("data: an object");
            }
            return broken;
        }

        @Override
        String key(Came came) {
            return came.header("webhook-id");
        }
    },
    PAGERDUTY(Channel.Format.PAGERDUTY, 202, "0123456789abcdef0123456789ABCDEF") {
        @Override
        List<String> rules(Came came) {
            List<String> broken = new ArrayList<>();
            JsonNode json = came.json();
            String action = json.path("event_action").asText();
            if (!json.path("routing_key").asText().equals(secret)) {
                broken.add("routing_key: an integration's");
            }
            if (!Set.of("trigger", "acknowledge", "resolve").contains(action)) {
                broken.add("event_action: " + action);
            }
            String key = json.path("dedup_key").asText();
            if (key.isEmpty() || key.length() > 255) {
                broken.add("dedup_key: 1 to 255 characters");
            }
            if (action.equals("trigger")) {
                JsonNode payload = json.path("payload");
                String summary = payload.path("summary").asText();
                if (summary.isEmpty() || summary.length() > 1024) {
                    broken.add("payload.summary: 1 to 1024 characters");
                }
                if (payload.path("source").asText().isEmpty()) {
                    broken.add("payload.source: required");
                }
                if (!Set.of("critical", "error", "warning", "info")
                        .contains(payload.path("severity").asText())) {
                    broken.add("payload.severity");
                }
                instant(payload.path("timestamp"), broken);
                if (!payload.path("custom_details").isObject()) {
                    broken.add("payload.custom_details: an object");
                }
                json.path("links").forEach(link -> {
                    if (!link.path("href").isTextual() || !link.path("text").isTextual()) {
                        broken.add("links: href and text");
                    }
                });
            }
            if (came.body().length() > 512 * 1024) {
                broken.add("at most 512 KB");
            }
            return broken;
        }

        @Override
        String key(Came came) {
            return came.json().path("dedup_key").asText();
        }
    },
    SLACK(Channel.Format.SLACK, 200, "") {
        @Override
        List<String> rules(Came came) {
            List<String> broken = new ArrayList<>();
            String text = came.json().path("text").asText();
            if (text.isEmpty() || text.length() > 4000) {
                broken.add("text: 1 to 4000 characters");
            }
            // What is left of '<' after calls and links is somebody else's markup.
            String rest = text.replaceAll("<!channel>|<https?://[^|<>\\s]+\\|[^<>]+>", "");
            if (rest.contains("<")
                    || rest.contains(">")
                    || rest.replaceAll("&(amp|lt|gt);", "").contains("&")) {
                broken.add("text: &, < and > are escaped");
            }
            return broken;
        }

        @Override
        String key(Came came) {
            return ""; // Slack has none
        }
    },
    NTFY(Channel.Format.NTFY, 200, "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2") {
        @Override
        List<String> rules(Came came) {
            List<String> broken = new ArrayList<>();
            JsonNode json = came.json();
            if (!came.header("authorization").equals("Bearer " + secret)) {
                broken.add("authorization: a token");
            }
            if (!came.path().equals("/")) {
                broken.add("JSON is published to the root");
            }
            if (!json.path("topic").asText().matches("[-_A-Za-z0-9]{1,64}")) {
                broken.add("topic");
            }
            String message = json.path("message").asText();
            if (message.isEmpty() || message.getBytes(StandardCharsets.UTF_8).length > 4096) {
                broken.add("message: 1 to 4096 bytes");
            }
            if (json.path("title").asText().getBytes(StandardCharsets.UTF_8).length > 250) {
                broken.add("title: at most 250 bytes");
            }
            int priority = json.path("priority").asInt();
            if (priority < 1 || priority > 5) {
                broken.add("priority: 1 to 5");
            }
            if (!json.path("sequence_id").asText().matches("[-_A-Za-z0-9]{1,64}")) {
                broken.add("sequence_id");
            }
            if (json.path("actions").size() > 3) {
                broken.add("actions: at most 3");
            }
            json.path("actions").forEach(action -> {
                boolean view = action.path("action").asText().equals("view")
                        && !action.path("label").asText().isEmpty()
                        && action.path("url").asText().startsWith("http");
                if (!view) {
                    broken.add("actions: view, label, url");
                }
            });
            return broken;
        }

        @Override
        String key(Came came) {
            return came.json().path("sequence_id").asText();
        }
    };

    static final Instant NOW = Instant.parse("2026-03-29T01:10:04Z");

    final Channel.Format format;
    final int taken;
    final String secret;

    Far(Channel.Format format, int taken, String secret) {
        this.format = format;
        this.taken = taken;
        this.secret = secret;
    }

    /** A request that came, as text. */
    record Came(String path, Map<String, String> headers, String body) {
        static Came of(String request) {
            int head = request.indexOf("\r\n\r\n");
            List<String> lines = List.of(request.substring(0, head).split("\r\n", -1));
            Map<String, String> headers = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new Came(lines.getFirst().split(" ", -1)[1], headers, request.substring(head + 4));
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() {
            try {
                return JsonMapper.builder().build().readTree(body);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    /** Every rule of the format that this breaks. */
    abstract List<String> rules(Came came);

    /** By what the far end knows a repetition. */
    abstract String key(Came came);

    /** The channel to it. */
    Channel channel(int port, boolean internal) {
        String path = switch (format) {
            case NTFY -> "";
            case STANDARD_WEBHOOKS -> "/hook";
            case PAGERDUTY -> "/v2/enqueue";
            case SLACK -> "/services/T0/B0/abc";
        };
        return new Channel(
                "far",
                format,
                URI.create("http://127.0.0.1:%d%s".formatted(port, path)),
                Optional.of("file:secret"),
                format == Channel.Format.NTFY ? Optional.of("duty") : Optional.empty(),
                Optional.empty(),
                internal);
    }

    ChannelSecret known() {
        return secret.isEmpty() ? new ChannelSecret.None() : new ChannelSecret.Known(secret + "\n");
    }

    static void instant(JsonNode text, List<String> broken) {
        try {
            Instant.parse(text.asText());
        } catch (DateTimeException _) {
            broken.add("timestamp: RFC 3339, not " + text);
        }
    }
}
