package eu.vigil.node.escalation.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The far end of a channel for trials and demonstrations: receives Standard Webhooks, believes only what is signed by its secret
 * and at most 5 minutes old, and tells a listener of every one, believed or not.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService calls;

    /**
     * One webhook that came.
     *
     * @param at when it came
     * @param id its {@code webhook-id}; empty if it had none
     * @param fault why it is not to be believed; empty if it is
     * @param body {@code type}, {@code timestamp} and {@code data}; an empty object if it is not to be believed
     * @param status what was answered
     */
    public record Received(Instant at, String id, Optional<String> fault, ObjectNode body, int status) {
        /** The link that opens a page that asks. */
        public Optional<String> link() {
            return text("link");
        }

        /** A text of {@code data}. */
        public Optional<String> text(String name) {
            JsonNode value = body.path("data").path(name);
            return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
        }
    }

    /**
     * How to behave.
     *
     * @param status answered to what is believed
     * @param delay before the answer
     */
    public record Manners(int status, Duration delay) {}

    private WebhookReceiver(HttpServer server, ExecutorService calls) {
        this.server = server;
        this.calls = calls;
    }

    /**
     * Starts to listen.
     *
     * @param listener told of one webhook at a time, before it is answered
     * @throws IOException if the address cannot be listened at
     */
    public static WebhookReceiver start(
            InetSocketAddress address,
            List<WebhookSecret> secrets,
            Manners manners,
            InstantSource clock,
            Consumer<Received> listener)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(calls);
        Object turn = new Object();
        server.createContext("/", exchange -> {
            try (exchange) {
                Received received = receive(exchange, secrets, manners, clock);
                synchronized (turn) {
                    listener.accept(received);
                }
                if (received.fault().isEmpty() && manners.delay().isPositive()) {
                    Thread.sleep(manners.delay());
                }
                exchange.sendResponseHeaders(received.status(), -1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return new WebhookReceiver(server, calls);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        calls.shutdownNow();
    }

    private static Received receive(
            HttpExchange exchange, List<WebhookSecret> secrets, Manners manners, InstantSource clock)
            throws IOException {
        Instant now = clock.instant();
        Headers headers = exchange.getRequestHeaders();
        String id = header(headers, WebhookSignature.ID);
        if (!exchange.getRequestMethod().equals("POST")) {
            return rejected(now, id, "%s instead of POST".formatted(exchange.getRequestMethod()), 405);
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return rejected(now, id, "a body of more than %d bytes".formatted(BODY_BYTES_MAX), 413);
        }
        WebhookSignature.Headers signed = new WebhookSignature.Headers(
                id, header(headers, WebhookSignature.TIMESTAMP), header(headers, WebhookSignature.SIGNATURE));
        Optional<String> fault = id.isEmpty()
                ? Optional.of(WebhookSignature.ID + ": missing")
                : WebhookSignature.fault(signed, body, secrets, now);
        if (fault.isPresent()) {
            return rejected(now, id, fault.get(), 401);
        }
        return json(body)
                .map(json -> new Received(now, id, Optional.empty(), json, manners.status()))
                .orElseGet(() -> rejected(now, id, "the body is not a JSON object", 400));
    }

    private static Optional<ObjectNode> json(byte[] body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Received rejected(Instant at, String id, String why, int status) {
        return new Received(at, id, Optional.of(why), JSON.createObjectNode(), status);
    }

    private static String header(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
