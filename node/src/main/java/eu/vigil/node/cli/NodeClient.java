package eu.vigil.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Asks a running node over its operator API. Every way in which that fails is a sentence and an exit code. */
final class NodeClient {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(20);
    private static final int UNAVAILABLE = 503;

    private final NodeAddress address;
    private final Screen screen;

    NodeClient(Surroundings surroundings, Globals globals, Screen screen) {
        this.address = new NodeAddress(surroundings, globals);
        this.screen = screen;
    }

    /** What is asked of the node. */
    sealed interface Question {
        String path();

        record Get(String path) implements Question {}

        /** JSON to be taken as it stands. */
        record Post(String path, String json) implements Question {}
    }

    /** Asks, and hands the answer to {@code answered}; if there is none, says why. */
    int ask(NodeOptions options, Question question, ToIntFunction<JsonNode> answered) {
        return ask(options, question, answered, () -> {});
    }

    /** As above; {@code refused} runs where the node has said no, so that nothing of it was done. */
    int ask(NodeOptions options, Question question, ToIntFunction<JsonNode> answered, Runnable refused) {
        return switch (address.find(options)) {
            case NodeAddress.Finding.Malformed(var sentence) -> screen.malformed(sentence);
            case NodeAddress.Finding.Misconfigured(var sentences) -> screen.misconfigured(sentences);
            case NodeAddress.Finding.Found found -> ask(found, question, answered, refused);
        };
    }

    /** The node that would be asked, and the token. */
    NodeAddress.Finding find(NodeOptions options) {
        return address.find(options);
    }

    private int ask(
            NodeAddress.Finding.Found node, Question question, ToIntFunction<JsonNode> answered, Runnable refused) {
        HttpRequest request;
        try {
            request = request(node, question);
        } catch (IllegalArgumentException _) {
            return screen.malformed("--token-file: that is no token; one begins with vut_");
        }
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIME)
                .build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = new ObjectMapper().readTree(response.body());
            boolean problem = response.headers()
                    .firstValue("Content-Type")
                    .filter("application/problem+json"::equals)
                    .isPresent();
            if (problem) {
                if (response.statusCode() < 500) {
                    refused.run();
                }
                return explain(body);
            }
            return response.statusCode() < 300 || response.statusCode() == UNAVAILABLE
                    ? answered.applyAsInt(body)
                    : screen.failed("%s answered %d".formatted(node.base(), response.statusCode()));
        } catch (JsonProcessingException _) {
            return screen.failed("%s answered something that is not Vigil's".formatted(node.base()));
        } catch (IOException failed) {
            return screen.failed(
                    "the node at %s does not answer (%s); is it running?".formatted(node.base(), reason(failed)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return screen.failed("interrupted");
        }
    }

    private static HttpRequest request(NodeAddress.Finding.Found node, Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.base() + question.path()))
                .timeout(ANSWER_TIME)
                .header("Authorization", "Bearer " + node.token());
        return switch (question) {
            case Question.Get _ -> request.GET().build();
            case Question.Post post ->
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(post.json()))
                        .build();
        };
    }

    private int explain(JsonNode problem) {
        JsonNode violations = problem.path("violations");
        if (violations.isEmpty()) {
            String state = problem.has("state")
                    ? " (state %s)".formatted(problem.get("state").asText())
                    : "";
            return screen.failed(problem.path("detail").asText() + state);
        }
        List<String> sentences = new ArrayList<>();
        violations.forEach(violation -> {
            String field = violation.path("field").asText();
            sentences.add((field.isEmpty() ? "" : field + ": ")
                    + violation.path("message").asText());
        });
        return screen.failed(sentences);
    }

    private static String reason(IOException failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }
}
