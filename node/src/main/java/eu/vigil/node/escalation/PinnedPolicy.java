package eu.vigil.node.escalation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A policy as it was when an incident began.
 *
 * @param version the SHA-256 of {@code text}, in hex
 * @param text the policy as JSON, always the same for the same policy
 */
public record PinnedPolicy(String version, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The version of a policy. */
    public static PinnedPolicy of(Policy policy) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", policy.name());
        ArrayNode steps = root.putArray("steps");
        for (Policy.Step step : policy.steps()) {
            ObjectNode node = steps.addObject();
            node.put("after", step.after().toString());
            put(node.putArray("notify"), step.targets());
        }
        root.put("repeat-every", policy.repeatEvery().toString());
        put(root.putArray("catch-all"), policy.catchAll());
        String text = root.toString();
        return new PinnedPolicy(HexFormat.of().formatHex(sha256(text)), text);
    }

    /** Reads the policy back. */
    public Policy policy() {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("pinned policy %s is not JSON".formatted(version), e);
        }
        List<Policy.Step> steps = new ArrayList<>();
        for (JsonNode step : root.get("steps")) {
            steps.add(new Policy.Step(Duration.parse(step.get("after").asText()), targets(step.get("notify"))));
        }
        return new Policy(
                root.get("name").asText(),
                steps,
                Duration.parse(root.get("repeat-every").asText()),
                targets(root.get("catch-all")));
    }

    private static void put(ArrayNode array, List<Target> targets) {
        targets.forEach(target -> array.add(target.toString()));
    }

    private static List<Target> targets(JsonNode array) {
        List<Target> targets = new ArrayList<>();
        array.forEach(target -> targets.add(Target.parse(target.asText())));
        return targets;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
