package eu.vigil.node.operator;

import eu.vigil.node.escalation.InboundHooks;
import eu.vigil.node.escalation.PageLinks;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.operator.people.SignIn;
import eu.vigil.node.peers.Peers;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The operator's HTTP server. Its handlers run on threads of its own and share none with the store. */
public final class OperatorServer implements AutoCloseable {
    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private final HttpServer server;
    private final ExecutorService calls;
    private final InetSocketAddress address;
    private final Optional<Vertx> own;

    private OperatorServer(HttpServer server, ExecutorService calls, InetSocketAddress address, Optional<Vertx> own) {
        this.server = server;
        this.calls = calls;
        this.address = address;
        this.own = own;
    }

    /** What starting gave. */
    public sealed interface Starting {
        /** It listens. */
        record Started(OperatorServer server) implements Starting {}

        /** It does not; {@code why} names the configuration's key. */
        record NotStarted(String why) implements Starting {}
    }

    /**
     * Starts to listen.
     *
     * @param vertx shared with the rest of the node; stays open when this closes
     */
    public static Starting start(
            Vertx vertx,
            OperatorSettings settings,
            Desk desk,
            Peers peers,
            SignIn signIn,
            Health health,
            Metrics metrics,
            PageLinks pageLinks,
            InboundHooks hooks,
            Administration administration,
            InstantSource clock) {
        InetAddress listen;
        try {
            listen = InetAddress.getByName(settings.host());
        } catch (UnknownHostException _) {
            return new Starting.NotStarted(
                    "operator.listen: '%s' is no address of this machine".formatted(settings.host()));
        }
        // As many as calls at once at most. Not virtual: see decision 037.
        ExecutorService calls = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("operator-", 0).daemon().factory());
        AtomicReference<@Nullable Gate> gate = new AtomicReference<>();
        Connections connections = new Connections(vertx, settings);
        HttpServer server = vertx.createHttpServer(options(settings))
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.spoke(request.connection());
                    Gate open = gate.get();
                    if (open == null) { // the moment between listening and knowing the port
                        request.response().setStatusCode(503).end();
                    } else {
                        open.handle(request);
                    }
                });
        try {
            server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            calls.close();
            return new Starting.NotStarted("operator.listen: cannot listen on %s:%d: %s"
                    .formatted(
                            settings.host(), settings.port(), failed.getCause().getMessage()));
        }
        int port = server.actualPort();
        Hosts hosts = new Hosts(listen, settings.host(), port, settings.publicUrl());
        Door door = new Door(signIn, new FailedTokens(settings.failedTokensMax()), clock);
        List<Route> routes = Routes.of(desk, peers, health, metrics, pageLinks, hooks, administration, clock);
        gate.set(new Gate(vertx, settings, hosts, door, routes, calls, clock));
        return new Starting.Started(
                new OperatorServer(server, calls, new InetSocketAddress(listen, port), Optional.empty()));
    }

    /** Starts to listen over threads of its own, which end when it closes. */
    public static Starting startOverOwnThreads(
            OperatorSettings settings,
            Desk desk,
            Peers peers,
            SignIn signIn,
            Health health,
            Metrics metrics,
            PageLinks pageLinks,
            InboundHooks hooks,
            Administration administration,
            InstantSource clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        return switch (start(
                vertx, settings, desk, peers, signIn, health, metrics, pageLinks, hooks, administration, clock)) {
            case Starting.Started(var server) ->
                new Starting.Started(
                        new OperatorServer(server.server, server.calls, server.address, Optional.of(vertx)));
            case Starting.NotStarted notStarted -> {
                vertx.close();
                yield notStarted;
            }
        };
    }

    /** Where it listens, with the port it was given. */
    public InetSocketAddress address() {
        return address;
    }

    /** Lets calls that run finish, for at most five seconds. */
    @Override
    public void close() {
        server.shutdown(CLOSE_TIME).toCompletionStage().toCompletableFuture().join();
        calls.shutdown();
        own.ifPresent(
                vertx -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    private static HttpServerOptions options(OperatorSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(settings.idleTime().toMillis()));
    }

    /** How many connections are open, and whether they speak in time: a head that dribbles in does not hold one for ever. */
    private record Connections(
            Vertx vertx, OperatorSettings settings, AtomicInteger open, java.util.Set<HttpConnection> silent) {
        Connections(Vertx vertx, OperatorSettings settings) {
            this(vertx, settings, new AtomicInteger(), java.util.concurrent.ConcurrentHashMap.newKeySet());
        }

        void opened(HttpConnection connection) {
            if (open.incrementAndGet() > settings.connectionsMax()) {
                connection.close();
            }
            silent.add(connection);
            long timer = vertx.setTimer(settings.headTime().toMillis(), _ -> {
                if (silent.remove(connection)) {
                    connection.close();
                }
            });
            connection.closeHandler(_ -> {
                open.decrementAndGet();
                silent.remove(connection);
                vertx.cancelTimer(timer);
            });
        }

        void spoke(HttpConnection connection) {
            silent.remove(connection);
        }
    }
}
