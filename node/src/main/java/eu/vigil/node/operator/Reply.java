package eu.vigil.node.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param headers beyond those that every answer has
 */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json", text(body), Map.of());
    }

    static Reply text(int status, String contentType, String body) {
        return new Reply(status, contentType, body, Map.of());
    }

    static Reply problem(Problem problem) {
        return new Reply(problem.kind().status(), "application/problem+json", text(problem.json()), Map.of());
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a tree is always writable", impossible);
        }
    }
}
