package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.node.escalation.HookEvent;
import eu.vigil.node.escalation.InboundHooks.Incoming;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PagerDuty's webhooks v3: {@code X-PagerDuty-Signature} holds {@code v1=} and the HMAC-SHA256 of the body in hex, once for each secret in force.
 * They carry no instant that is signed for each attempt, and a late one is as good as ever: what a repetition could do, its id prevents. Only a
 * person's acknowledgement counts, not what an integration or a timer of the provider does.
 */
final class PagerDutyInbound implements InboundDialect {
    static final String SIGNATURE = "x-pagerduty-signature";

    private static final String VERSION = "v1=";
    private static final int SIGNATURES_MAX = 16;
    private static final int SECRET_CHARACTERS_MIN = 16;
    private static final String ACKNOWLEDGED = "incident.acknowledged";
    private static final String PERSON = "user_reference";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public HookReading read(ChannelSecret secret, Incoming incoming, Instant now) {
        return switch (secret) {
            case ChannelSecret.None() -> new HookReading.Forged("inbound-secret: none is configured");
            case ChannelSecret.Unreadable(String why) -> new HookReading.Forged("inbound-secret: " + why);
            case ChannelSecret.Known(String text) -> {
                List<String> secrets = List.of(text.strip().split("\\s+"));
                if (secrets.stream().anyMatch(one -> one.length() < SECRET_CHARACTERS_MIN)) {
                    yield new HookReading.Forged(
                            "inbound-secret: at least %d characters, one a line".formatted(SECRET_CHARACTERS_MIN));
                }
                yield signed(secrets, incoming)
                        ? read(incoming.body())
                        : new HookReading.Forged(SIGNATURE + ": no signature by our secret");
            }
        };
    }

    private static boolean signed(List<String> secrets, Incoming incoming) {
        String[] signatures = incoming.header(SIGNATURE).split("\\s*,\\s*", SIGNATURES_MAX + 1);
        if (signatures.length > SIGNATURES_MAX) {
            return false;
        }
        boolean signed = false;
        for (String secret : secrets) {
            byte[] right = mac(secret, incoming.body());
            for (String signature : signatures) {
                signed |= MessageDigest.isEqual(right, bytes(signature));
            }
        }
        return signed;
    }

    private static byte[] bytes(String signature) {
        try {
            return signature.startsWith(VERSION)
                    ? HexFormat.of().parseHex(signature.substring(VERSION.length()))
                    : new byte[0];
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] mac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HookReading read(String body) {
        JsonNode event;
        try {
            event = JSON.readTree(body).path("event");
        } catch (JsonProcessingException _) {
            return new HookReading.Malformed("the body is not JSON");
        }
        String type = event.path("event_type").asText();
        if (!type.equals(ACKNOWLEDGED)) {
            return new HookReading.Other("event_type: only %s does anything here".formatted(ACKNOWLEDGED));
        }
        JsonNode agent = event.path("agent");
        if (!agent.path("type").asText().equals(PERSON)) {
            return new HookReading.Other("agent: only a person's acknowledgement counts");
        }
        String id = event.path("id").asText();
        JsonNode key = event.path("data").path("incident_key");
        if (id.isEmpty() || id.length() > HookEvent.ID_CHARACTERS_MAX || !key.isTextual()) {
            return new HookReading.Malformed("event.id, event.data.incident_key: missing or too long");
        }
        return new HookReading.Acknowledges(
                id, key.textValue(), Optional.ofNullable(agent.path("summary").textValue()));
    }
}
