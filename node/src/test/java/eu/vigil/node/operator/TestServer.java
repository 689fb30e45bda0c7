package eu.vigil.node.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.vigil.node.operator.people.Role;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A real server on a free port of loopback over fakes, and a client for it. */
public final class TestServer implements AutoCloseable {
    /** 03:10 in Paris. */
    public static final Instant NOW = Instant.parse("2026-11-22T02:10:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final FakeDesk desk = new FakeDesk(NOW);
    private final FakePeople people = new FakePeople();
    private final FakePeers peers = new FakePeers(NOW);
    private final FakeLinks links = new FakeLinks();
    private final FakeHooks hooks = new FakeHooks();
    private final AtomicReference<Health.Readiness> health = new AtomicReference<>(new Health.Readiness(List.of(
            new Health.Check("store", true, "sqlite"),
            new Health.Check("journal", true, "0 waiting"),
            new Health.Check("escalation", true, "0.2 s ago"),
            new Health.Check("channel", true, "2 usable"))));
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final HttpClient client = HttpClient.newHttpClient();
    private final OperatorServer server;

    /** With the usual limits. */
    public TestServer() {
        this(UnaryOperator.identity());
    }

    TestServer(UnaryOperator<OperatorSettings> change) {
        OperatorSettings settings = change.apply(OperatorSettings.at("127.0.0.1", 0, Optional.empty()));
        server = switch (OperatorServer.start(
                vertx,
                settings,
                desk,
                peers,
                people,
                health::get,
                () -> "vigil_test 1\n",
                links,
                hooks,
                FakeAdministration.make(),
                (InstantSource) now::get)) {
            case OperatorServer.Starting.Started(var started) -> started;
            case OperatorServer.Starting.NotStarted(var why) -> throw new AssertionError(why);
        };
    }

    /** The desk behind it. */
    public FakeDesk desk() {
        return desk;
    }

    /** Who may come. */
    public FakePeople people() {
        return people;
    }

    /** The other contact points. */
    public FakePeers peers() {
        return peers;
    }

    FakeHooks hooks() {
        return hooks;
    }

    FakeLinks links() {
        return links;
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    int port() {
        return server.address().getPort();
    }

    void health(Health.Readiness readiness) {
        health.set(readiness);
    }

    /** From now on this part of the node is not well. */
    public void unwell(String part, String detail) {
        health(new Health.Readiness(List.of(new Health.Check(part, false, detail))));
    }

    void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(uri() + path));
    }

    HttpRequest.Builder as(Role role, String path) {
        return request(path).header("Authorization", "Bearer " + people.token(role));
    }

    HttpResponse<String> get(Role role, String path) {
        return send(as(role, path).GET());
    }

    HttpResponse<String> post(Role role, String path, String json) {
        return send(as(role, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Sends these characters as they are and answers all that comes until the server closes. */
    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }

    /** Once is enough: a test may have stopped it before. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        client.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
