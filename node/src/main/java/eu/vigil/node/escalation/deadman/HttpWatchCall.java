package eu.vigil.node.escalation.deadman;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiPredicate;

/**
 * Calls the watch with a GET that says nothing: no redirect is followed, no proxy is asked, no byte of the answer's body is read.
 */
public final class HttpWatchCall implements WatchCall, AutoCloseable {
    private static final Duration TIME_MAX = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("deadman-", 0).daemon().factory());
    private final HttpClient client;
    private final BiPredicate<String, InetAddress> allowed;
    private final Names names;

    /** The addresses of a host's name. May block. */
    @FunctionalInterface
    public interface Names {
        /** All of them. */
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /**
     * Ready to call.
     *
     * @param allowed whether what a host's name was resolved to may be called
     */
    public HttpWatchCall(BiPredicate<String, InetAddress> allowed, Names names) {
        this.allowed = allowed;
        this.names = names;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(TIME_MAX)
                .executor(threads)
                .build();
    }

    @Override
    public CompletionStage<Heard> call(URI url) {
        try {
            return CompletableFuture.supplyAsync(() -> asked(url), threads);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.completedStage(new Heard.No("the node is stopping"));
        }
    }

    private Heard asked(URI url) {
        try {
            for (InetAddress address : names.resolve(url.getHost())) {
                if (!allowed.test(url.getHost(), address)) {
                    return new Heard.No("%s is at %s, which webhooks may not reach; see escalation.private-addresses"
                            .formatted(url.getHost(), address.getHostAddress()));
                }
            }
            HttpRequest request =
                    HttpRequest.newBuilder(url).timeout(TIME_MAX).GET().build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            int status = answer.statusCode();
            return status / 100 == 2 ? new Heard.Yes() : new Heard.No("it answered %d".formatted(status));
        } catch (UnknownHostException _) {
            return new Heard.No("%s has no address".formatted(url.getHost()));
        } catch (IOException e) {
            return new Heard.No(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Heard.No("the node is stopping");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
