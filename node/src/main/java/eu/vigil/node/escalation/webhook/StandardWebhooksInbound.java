package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.node.escalation.HookEvent;
import eu.vigil.node.escalation.InboundHooks.Incoming;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Standard Webhooks the other way round: {@code {"type":"vigil.acknowledge","data":{"incident":CODE,"by":NAME}}}, at most five minutes old. */
final class StandardWebhooksInbound implements InboundDialect {
    private static final String TYPE = "vigil.acknowledge";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public HookReading read(ChannelSecret secret, Incoming incoming, Instant now) {
        return switch (WebhookSecret.of(secret)) {
            case WebhookSecret.Reading.Wrong(String why) -> new HookReading.Forged("inbound-secret: " + why);
            case WebhookSecret.Reading.Secrets(var secrets) -> read(secrets, incoming, now);
        };
    }

    private static HookReading read(List<WebhookSecret> secrets, Incoming incoming, Instant now) {
        WebhookSignature.Headers headers = new WebhookSignature.Headers(
                incoming.header(WebhookSignature.ID),
                incoming.header(WebhookSignature.TIMESTAMP),
                incoming.header(WebhookSignature.SIGNATURE));
        Optional<String> forged =
                WebhookSignature.forged(headers, incoming.body().getBytes(StandardCharsets.UTF_8), secrets);
        if (forged.isPresent()) {
            return new HookReading.Forged(forged.get());
        }
        Optional<String> stale = WebhookSignature.stale(headers, now);
        if (stale.isPresent()) {
            return new HookReading.Stale(stale.get());
        }
        if (headers.id().isEmpty() || headers.id().length() > HookEvent.ID_CHARACTERS_MAX) {
            return new HookReading.Malformed(
                    "%s: 1 to %d characters".formatted(WebhookSignature.ID, HookEvent.ID_CHARACTERS_MAX));
        }
        return read(headers.id(), incoming.body());
    }

    private static HookReading read(String id, String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return new HookReading.Malformed("the body is not JSON");
        }
        String type = json.path("type").asText();
        if (!type.equals(TYPE)) {
            return new HookReading.Other("type: only %s does anything here".formatted(TYPE));
        }
        JsonNode incident = json.path("data").path("incident");
        return incident.isTextual()
                ? new HookReading.Acknowledges(
                        id,
                        incident.textValue(),
                        Optional.ofNullable(json.path("data").path("by").textValue()))
                : new HookReading.Malformed("data.incident: missing");
    }
}
