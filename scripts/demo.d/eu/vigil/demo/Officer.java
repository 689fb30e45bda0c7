package eu.vigil.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A duty officer at the HTTP side of a node. */
public final class Officer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final LocalNode node;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** The one whose token {@code vigil init} made. */
    public Officer(LocalNode node) throws IOException {
        this.node = node;
        this.token = Files.readString(node.token("duty-officer")).strip();
    }

    /** Drafts a request; the new case. */
    public String draft(String form) throws IOException, InterruptedException {
        return post("/api/v1/requests", form).path("caseRef").asText();
    }

    /** Releases it; when this returns, the node has said "accepted". */
    public void send(String caseRef) throws IOException, InterruptedException {
        post("/api/v1/requests/%s/send".formatted(caseRef), "{\"reason\":\"logs are gone in 72 hours\"}");
    }

    /** All cases, whatever their state. */
    public List<JsonNode> cases() throws IOException, InterruptedException {
        List<JsonNode> cases = new ArrayList<>();
        String next = "";
        do {
            JsonNode some = get("/api/v1/requests?limit=200" + (next.isEmpty() ? "" : "&cursor=" + next));
            some.path("cases").forEach(cases::add);
            next = some.path("next").asText();
        } while (!next.isEmpty());
        return cases;
    }

    /** How many cases stand in that state. */
    public long count(String state) throws IOException, InterruptedException {
        return cases().stream()
                .filter(one -> one.path("state").asText().equals(state))
                .count();
    }

    /** One case. */
    public JsonNode show(String caseRef) throws IOException, InterruptedException {
        return get("/api/v1/requests/" + caseRef);
    }

    /** Acknowledges it by the desk; when this returns, the node has said "accepted". */
    public void acknowledge(String caseRef) throws IOException, InterruptedException {
        post("/api/v1/requests/%s/acknowledge".formatted(caseRef), "{}");
    }

    /** Indicates that it will be answered; when this returns, the node has said "accepted". */
    public void indicate(String caseRef, Instant by) throws IOException, InterruptedException {
        post(
                "/api/v1/requests/%s/answers".formatted(caseRef),
                "{\"feasibility_reply\":{\"will_answer\":\"YES\",\"form\":\"over this network\",\"estimated_time\":\"%s\"}}"
                        .formatted(by));
    }

    /** The node in figures. */
    public JsonNode status() throws IOException, InterruptedException {
        return get("/api/v1/status");
    }

    /** The newest pages. */
    public List<JsonNode> pages() throws IOException, InterruptedException {
        List<JsonNode> pages = new ArrayList<>();
        get("/api/v1/pages?limit=100").path("pages").forEach(pages::add);
        return pages;
    }

    /** All entries of the log for a peer. */
    public List<JsonNode> log(String peer) throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        String next = "0";
        do {
            JsonNode some = get("/api/v1/log/%s?limit=200&from=%s".formatted(peer, next));
            some.path("entries").forEach(entries::add);
            next = some.path("next").asText();
        } while (!next.isEmpty());
        return entries;
    }

    /** Follows a page's link and presses the button. */
    public int press(URI link) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(link)
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return ask(request(path).GET().build());
    }

    private JsonNode post(String path, String json) throws IOException, InterruptedException {
        return ask(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.operator().resolve(path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
