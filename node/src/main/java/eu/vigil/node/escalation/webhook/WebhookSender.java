package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.AllClearNotice;
import eu.vigil.node.escalation.AllClearSender;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.escalation.TestNotice;
import eu.vigil.node.escalation.TestPageSender;
import eu.vigil.node.escalation.plan.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts what a channel's {@link Dialect} makes of a page.
 *
 * <p>The host is resolved once for each attempt; every address is checked, and the connection goes to the checked one and no other,
 * whatever the name resolves to a moment later (DNS rebinding). TLS still checks the certificate against the host's name.
 * No redirect is followed. The status decides; the body is read to at most 64 KiB and thrown away.
 */
public final class WebhookSender implements PageSender, AllClearSender, TestPageSender, AutoCloseable {
    /** Within this time an attempt has ended, come what may. */
    public static final Duration TIME_OUT = Duration.ofSeconds(5);

    static final int RESPONSE_BYTES_MAX = 64 * 1024;

    private static final int CONNECTIONS_MAX = 128;

    private final Vertx vertx;
    private final HttpClient client;
    private final ChannelSecrets secrets;
    private final AddressRule rule;
    private final AddressSource addresses;
    private final Executor resolvers;
    private final InstantSource clock;
    private final Duration timeOut;
    private final boolean ownsVertx;

    /**
     * Makes a sender.
     *
     * @param resolvers threads on which names may be looked up, which blocks
     * @param trust whose certificates are believed; null for those that the JDK believes
     * @param timeOut {@link #TIME_OUT}, or less
     */
    public WebhookSender(
            Vertx vertx,
            ChannelSecrets secrets,
            AddressRule rule,
            AddressSource addresses,
            Executor resolvers,
            InstantSource clock,
            @Nullable TrustOptions trust,
            Duration timeOut) {
        this(vertx, secrets, rule, addresses, resolvers, clock, trust, timeOut, false);
    }

    private WebhookSender(
            Vertx vertx,
            ChannelSecrets secrets,
            AddressRule rule,
            AddressSource addresses,
            Executor resolvers,
            InstantSource clock,
            @Nullable TrustOptions trust,
            Duration timeOut,
            boolean ownsVertx) {
        this.vertx = vertx;
        this.ownsVertx = ownsVertx;
        this.secrets = secrets;
        this.rule = rule;
        this.addresses = addresses;
        this.resolvers = resolvers;
        this.clock = clock;
        this.timeOut = timeOut;
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setDecompressionSupported(false)
                .setMaxRedirects(0);
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    /** A sender over threads of its own, which end when it closes; it believes the certificates that the JDK believes. */
    public static WebhookSender overOwnThreads(
            ChannelSecrets secrets,
            AddressRule rule,
            AddressSource addresses,
            Executor resolvers,
            InstantSource clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        return new WebhookSender(vertx, secrets, rule, addresses, resolvers, clock, null, TIME_OUT, true);
    }

    @Override
    public CompletionStage<Outcome> send(Channel channel, PageId id, Notice notice) {
        return say(channel, id, new Saying.Calling(notice));
    }

    @Override
    public CompletionStage<Outcome> sendAllClear(Channel channel, PageId id, AllClearNotice notice) {
        return say(channel, id, new Saying.Ending(notice));
    }

    @Override
    public CompletionStage<Outcome> sendTest(Channel channel, PageId id, TestNotice notice) {
        return say(channel, id, new Saying.Trying(notice));
    }

    private CompletionStage<Outcome> say(Channel channel, PageId id, Saying saying) {
        Attempt attempt = new Attempt(channel, id, saying);
        long timer = vertx.setTimer(timeOut.toMillis(), _ -> attempt.timeOut());
        try {
            resolvers.execute(attempt::begin);
        } catch (RejectedExecutionException _) {
            attempt.end(new Outcome.Unknown("the node is too busy or stopping"));
        }
        return attempt.outcome.whenComplete((_, _) -> vertx.cancelTimer(timer)).minimalCompletionStage();
    }

    @Override
    public void close() {
        client.close();
        if (ownsVertx) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** One attempt; the first of its possible ends counts. */
    private final class Attempt {
        private final Channel channel;
        private final PageId id;
        private final Saying saying;
        private final Dialect dialect;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private final AtomicReference<@Nullable HttpClientRequest> running = new AtomicReference<>();

        Attempt(Channel channel, PageId id, Saying saying) {
            this.channel = channel;
            this.id = id;
            this.saying = saying;
            this.dialect = Dialect.of(channel.format());
        }

        void end(Outcome how) {
            outcome.complete(how);
        }

        void timeOut() {
            end(new Outcome.Unknown("no answer within %d ms".formatted(timeOut.toMillis())));
            HttpClientRequest request = running.get();
            if (request != null) {
                request.reset();
            }
        }

        void begin() {
            try {
                switch (dialect.write(channel, secrets.of(channel), id, saying, clock.instant())) {
                    case Writing.Wrong(String why) -> end(new Outcome.Refused(why));
                    case Writing.Post post -> resolve(post);
                }
            } catch (RuntimeException e) {
                end(new Outcome.Unknown(text(e)));
            }
        }

        private void resolve(Writing.Post post) {
            String host = channel.url().getHost();
            if (!channel.encrypted() && !AddressRule.namesLoopback(host)) {
                end(new Outcome.Refused("'%s' is not https and not this machine".formatted(channel.url())));
                return;
            }
            List<InetAddress> found;
            try {
                found = addresses.resolve(AddressRule.unbracketed(host));
            } catch (UnknownHostException _) {
                end(new Outcome.Unknown("'%s' has no address now".formatted(host)));
                return;
            }
            Optional<InetAddress> allowed =
                    found.stream().filter(one -> rule.allows(host, one)).findFirst();
            if (allowed.isEmpty()) {
                end(new Outcome.Refused("'%s' is at a private address, which escalation.private-addresses does not list"
                        .formatted(host)));
                return;
            }
            send(post, allowed.get());
        }

        private void send(Writing.Post post, InetAddress address) {
            String host = AddressRule.unbracketed(channel.url().getHost());
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(channel.port(), address.getHostAddress()))
                    .setHost(host)
                    .setPort(channel.port())
                    .setSsl(channel.encrypted())
                    .setURI(pathAndQuery(post))
                    .setFollowRedirects(false)
                    .setConnectTimeout(timeOut.toMillis())
                    .putHeader("content-type", "application/json")
                    .putHeader("user-agent", "vigil");
            post.headers().forEach(options::putHeader);
            client.request(options).onComplete(opened -> {
                HttpClientRequest request = opened.result();
                if (request == null) {
                    end(new Outcome.Unknown(text(opened.cause())));
                    return;
                }
                running.set(request);
                if (outcome.isDone()) {
                    request.reset();
                    return;
                }
                request.send(Buffer.buffer(post.json())).onComplete(answered -> {
                    HttpClientResponse response = answered.result();
                    if (response == null) {
                        end(new Outcome.Unknown(text(answered.cause())));
                    } else {
                        end(judge(dialect, response.statusCode(), retryAfter(response)));
                        drain(request, response);
                    }
                });
            });
        }

        private String pathAndQuery(Writing.Post post) {
            String own = Objects.requireNonNullElse(channel.url().getRawPath(), "");
            String path = post.path().isEmpty() ? own : (own.equals("/") ? "" : own) + post.path();
            String query = channel.url().getRawQuery();
            return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
        }
    }

    /** Reads the rest for decency's sake, to a limit of bytes and time. */
    private void drain(HttpClientRequest request, HttpClientResponse response) {
        int[] bytes = {0};
        long timer = vertx.setTimer(timeOut.toMillis(), _ -> request.reset());
        response.exceptionHandler(_ -> vertx.cancelTimer(timer));
        response.endHandler(_ -> vertx.cancelTimer(timer));
        response.handler(part -> {
            bytes[0] += part.length();
            if (bytes[0] > RESPONSE_BYTES_MAX) {
                request.reset();
            }
        });
    }

    private Optional<Duration> retryAfter(HttpClientResponse response) {
        return Optional.ofNullable(response.getHeader("retry-after"))
                .flatMap(text -> retryAfter(text, clock.instant()));
    }

    /** A number of seconds or a date (RFC 9110 section 10.2.3); empty if it is neither. */
    static Optional<Duration> retryAfter(String text, Instant now) {
        String word = text.strip();
        if (word.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(word)));
        }
        try {
            Instant until = ZonedDateTime.parse(word, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** What a status means for the page. */
    static Outcome judge(Dialect dialect, int status, Optional<Duration> retryAfter) {
        if (dialect.takes(status)) {
            return new Outcome.Delivered(status);
        }
        if (status >= 400 && status < 500 && status != 408 && status != 429) {
            return new Outcome.Refused("HTTP %d".formatted(status));
        }
        return new Outcome.NotNow(status, retryAfter);
    }

    private static String text(@Nullable Throwable cause) {
        return cause == null ? "no answer" : String.valueOf(cause.getMessage());
    }
}
