package eu.vigil.node.link;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Names into addresses, by the system's own means (hosts file, DNS) and off the event loops, since those means block.
 *
 * <p>Platform threads: a lookup holds its carrier. Dead name servers cost a dial its time limit and no more; the IP
 * addresses that stand in the directory beside the names are tried next.
 */
final class AddressLookup implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING_MAX = 1024;
    private static final int ADDRESSES_MAX = 8;

    private final ExecutorService threads;
    private final Duration timeMax;

    AddressLookup(Duration timeMax) {
        this.timeMax = timeMax;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("link-names-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** The first few addresses of a name, or of an address in digits itself; or fails with what to tell the operator. */
    CompletionStage<List<InetAddress>> find(String host) {
        try {
            return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(host)));
        } catch (IllegalArgumentException _) {
            return ask(host);
        }
    }

    private CompletionStage<List<InetAddress>> ask(String host) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                if (found.isDone()) {
                    return;
                }
                try {
                    InetAddress[] all = InetAddress.getAllByName(host);
                    found.complete(List.of(all).subList(0, Math.min(all.length, ADDRESSES_MAX)));
                } catch (UnknownHostException e) {
                    found.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            found.completeExceptionally(e);
        }
        return found.orTimeout(timeMax.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
