package eu.vigil.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A telephone alert provider that speaks PagerDuty's Events API v2, on a bad night: it answers 500, then nothing, then works again. */
final class Provider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final String routingKey;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Mood mood = Mood.WORKS;

    /** How it is. */
    enum Mood {
        FAILS_ONCE,
        HANGS,
        WORKS
    }

    /** One event that came, and how it was answered: 0 if not at all. */
    record Event(Instant at, JsonNode json, int status) {
        String action() {
            return json.path("event_action").asText();
        }

        String incident() {
            return json.path("dedup_key").asText();
        }
    }

    Provider(String routingKey) throws IOException {
        this.routingKey = routingKey;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(calls);
        server.createContext("/v2/enqueue", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/v2/enqueue".formatted(server.getAddress().getPort());
    }

    void is(Mood next) {
        mood = next;
    }

    /** The next event like that, if one comes in time; those before it are passed over. */
    Optional<Event> await(Predicate<Event> wanted, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            Event event = events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null || wanted.test(event)) {
                return Optional.ofNullable(event);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
            int status = json.path("routing_key").asText().equals(routingKey) ? answer() : 400;
            events.add(new Event(Instant.now(), json, status));
            if (status == 0) {
                end.await();
                return;
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int answer() {
        return switch (mood) {
            case FAILS_ONCE -> {
                mood = Mood.HANGS;
                yield 500;
            }
            case HANGS -> 0;
            case WORKS -> 202;
        };
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        calls.shutdownNow();
    }
}
