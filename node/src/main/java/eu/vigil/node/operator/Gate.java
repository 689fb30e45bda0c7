package eu.vigil.node.operator;

import eu.vigil.node.operator.people.Person;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request: headers, host and origin are checked, then who comes, and only then is the body read and the work
 * done. Event loops carry bytes; judging and working happen on threads that may wait.
 */
final class Gate implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String VISITOR = "visitor";
    private static final String BODY_MAX = "body-max";

    private final OperatorSettings settings;
    private final Hosts hosts;
    private final Door door;
    private final Executor calls;
    private final InstantSource clock;
    private final Semaphore free;
    private final Router router;
    private final SecurityHeaders headers;

    Gate(
            Vertx vertx,
            OperatorSettings settings,
            Hosts hosts,
            Door door,
            List<Route> routes,
            Executor calls,
            InstantSource clock) {
        this.settings = settings;
        this.hosts = hosts;
        this.door = door;
        this.calls = calls;
        this.clock = clock;
        this.free = new Semaphore(settings.callsMax());
        this.headers = new SecurityHeaders(settings.publicUrl()
                .filter(url -> "https".equals(url.getScheme()))
                .isPresent());
        this.router = router(vertx, routes);
    }

    @Override
    public void handle(HttpServerRequest request) {
        headers.put(request.response().headers());
        router.handle(request);
    }

    private Router router(Vertx vertx, List<Route> routes) {
        Router table = Router.router(vertx);
        table.route().handler(this::checkHost);
        table.route().handler(TimeoutHandler.create(settings.callTime().toMillis(), 503));
        for (Route route : routes) {
            BodyHandler body =
                    BodyHandler.create(false).setBodyLimit(bodyBytesMax(route)).setPreallocateBodyBuffer(false);
            table.route(HttpMethod.valueOf(route.method().name()), vertxPath(route))
                    .handler(context -> admit(context, route))
                    // not the handler itself: it would have to come first, and nothing is read from who is not admitted
                    .handler(context -> body.handle(context))
                    .handler(context -> work(context, route));
        }
        Map<String, List<Route>> byPath = routes.stream().collect(Collectors.groupingBy(Gate::vertxPath));
        byPath.forEach((path, there) -> table.route(path).handler(context -> wrongMethod(context, there)));
        table.route()
                .handler(context -> send(
                        context, Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, "there is nothing at this path"))));
        table.route().failureHandler(this::failed);
        return table;
    }

    private int bodyBytesMax(Route route) {
        return switch (route.body()) {
            case NONE, JSON, FORM -> settings.bodyBytesMax();
            case SIGNED -> Route.SIGNED_BYTES_MAX;
        };
    }

    private static String vertxPath(Route route) {
        return route.path().replaceAll("\\{(\\w+)}", ":$1");
    }

    private void checkHost(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> host = request.headers().getAll("Host");
        if (host.size() != 1 || !hosts.knowsHost(host.getFirst())) {
            refuse(context, Problem.of(Problem.Kind.WRONG_HOST, "this server is not known by that Host"));
            return;
        }
        List<String> origin = request.headers().getAll("Origin");
        boolean foreign = origin.stream().anyMatch(name -> !hosts.knowsOrigin(name));
        String site = request.getHeader("Sec-Fetch-Site");
        boolean crossSiteWrite = !request.method().equals(HttpMethod.GET)
                && site != null
                && !site.equals("same-origin")
                && !site.equals("none");
        if (foreign || crossSiteWrite) {
            refuse(context, Problem.of(Problem.Kind.FORBIDDEN, "a page of another site may not ask here"));
            return;
        }
        context.next();
    }

    private void admit(RoutingContext context, Route route) {
        HttpServerRequest request = context.request();
        context.put(BODY_MAX, bodyBytesMax(route));
        request.pause(); // nothing of the body is taken before it is known who sends it
        Optional<Problem> wrongMedia = wrongMedia(request, route.body());
        if (wrongMedia.isPresent()) {
            refuse(context, wrongMedia.get());
            return;
        }
        List<String> authorization = request.headers().getAll("Authorization");
        String address = request.remoteAddress().hostAddress();
        door.judgeAtOnce(route.access(), authorization)
                .ifPresentOrElse(
                        verdict -> enter(context, verdict),
                        () -> onOtherThread(context, () -> {
                            Door.Verdict verdict = door.judge(route.access(), authorization, address);
                            return () -> enter(context, verdict);
                        }));
    }

    private static void enter(RoutingContext context, Door.Verdict verdict) {
        switch (verdict) {
            case Door.Verdict.Admitted(var visitor) -> {
                visitor.ifPresent(who -> context.put(VISITOR, who));
                context.request().resume();
                context.next();
            }
            case Door.Verdict.Refused(var reply) -> {
                closeAfter(context);
                send(context, reply);
            }
        }
    }

    private void work(RoutingContext context, Route route) {
        Instant begin = clock.instant();
        Optional<String> body = body(context);
        if (body.isEmpty()) {
            send(context, Reply.problem(Problem.of(Problem.Kind.MALFORMED, "the body is not UTF-8")));
            return;
        }
        Optional<Door.Visitor> visitor = Optional.ofNullable(context.<Door.Visitor>get(VISITOR));
        Call call = new Call(
                visitor.map(Door.Visitor::person),
                visitor.map(Door.Visitor::token),
                context.pathParams(),
                query(context.queryParams()),
                route.body() == Route.Body.SIGNED ? headers(context.request().headers()) : Map.of(),
                body.get());
        String address = context.request().remoteAddress().hostAddress();
        onOtherThread(context, () -> {
            Reply reply = limited(route, address, route.work().carryOut(call));
            return () -> {
                log(route, call, reply, Duration.between(begin, clock.instant()));
                send(context, reply);
            };
        });
    }

    /** A page link that leads nowhere counts like a token that does not hold. */
    private Reply limited(Route route, String address, Reply reply) {
        return route.path().equals(Routes.LINK) && reply.status() == 404
                ? door.failedElsewhere(address).orElse(reply)
                : reply;
    }

    /** Does {@code work} on a thread that may wait and what it returns back on the event loop. */
    private void onOtherThread(RoutingContext context, Supplier<Runnable> work) {
        Context loop = context.vertx().getOrCreateContext();
        if (!free.tryAcquire()) {
            closeAfter(context);
            send(
                    context,
                    Reply.problem(Problem.of(Problem.Kind.UNAVAILABLE, "too much is asked at once; try again"))
                            .with("Retry-After", "1"));
            return;
        }
        calls.execute(() -> {
            Runnable then;
            try {
                then = work.get();
            } catch (RuntimeException | Error defect) {
                then = () -> context.fail(defect);
            } finally {
                free.release();
            }
            Runnable last = then;
            loop.runOnContext(_ -> last.run());
        });
    }

    private static Optional<Problem> wrongMedia(HttpServerRequest request, Route.Body body) {
        String wanted = switch (body) {
            case NONE -> "";
            case JSON, SIGNED -> "application/json";
            case FORM -> "application/x-www-form-urlencoded";
        };
        String type = request.getHeader("Content-Type");
        String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return essence.equals(wanted) || body == Route.Body.NONE
                ? Optional.empty()
                : Optional.of(Problem.of(Problem.Kind.MEDIA_TYPE, "Content-Type: must be " + wanted));
    }

    private void wrongMethod(RoutingContext context, List<Route> there) {
        String allowed =
                there.stream().map(route -> route.method().name()).sorted().collect(Collectors.joining(", "));
        closeAfter(context);
        send(
                context,
                Reply.problem(Problem.of(Problem.Kind.METHOD, "there is %s here".formatted(allowed)))
                        .with("Allow", allowed));
    }

    private void failed(RoutingContext context) {
        if (context.failure() != null && context.statusCode() == 500) {
            LOG.atError().setCause(context.failure()).log("a defect in an HTTP handler");
        }
        Problem.Kind kind = Problem.Kind.ofStatus(context.statusCode());
        String detail = switch (kind) {
            case TOO_LARGE -> "more than %d bytes".formatted(context.<Integer>get(BODY_MAX, settings.bodyBytesMax()));
            case DEFECT -> "the operator's log has the trace";
            case UNAVAILABLE -> "no answer in time; whether it was done is not known, so look before you repeat";
            default -> "the request cannot be read";
        };
        refuse(context, Problem.of(kind, detail));
    }

    private static void refuse(RoutingContext context, Problem problem) {
        closeAfter(context);
        send(context, Reply.problem(problem));
    }

    /** What was not read of the request must not be taken for the next one. */
    private static void closeAfter(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (!response.headWritten()) {
            response.putHeader("Connection", "close");
        }
    }

    private static void send(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten() || response.closed()) {
            return; // it took too long, or nobody waits any more
        }
        response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        response.end(reply.body());
    }

    private static void log(Route route, Call call, Reply reply, Duration taken) {
        LOG.atLevel(route.access() instanceof Access.Open ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.INFO)
                .addKeyValue("method", route.method())
                .addKeyValue("route", route.path())
                .addKeyValue("status", reply.status())
                .addKeyValue("person", call.person().map(Person::id).orElse("-"))
                .addKeyValue("ms", taken.toMillis())
                .log("answered");
    }

    private static Optional<String> body(RoutingContext context) {
        Buffer bytes = context.body().buffer();
        if (bytes == null) {
            return Optional.of("");
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** A header that stands there twice is one with both values: no signature holds over it then. */
    private static Map<String, String> headers(MultiMap all) {
        Map<String, String> headers = new HashMap<>();
        all.forEach((name, value) ->
                headers.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other));
        return headers;
    }

    private static Map<String, List<String>> query(MultiMap parameters) {
        Map<String, List<String>> query = new HashMap<>();
        parameters.names().forEach(name -> query.put(name, parameters.getAll(name)));
        return query;
    }
}
