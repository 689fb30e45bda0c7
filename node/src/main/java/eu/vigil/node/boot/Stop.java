package eu.vigil.node.boot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the process ends: when it is told to (SIGTERM, SIGINT), or when it can promise nothing any more. It ends within ten seconds whatever
 * hangs, for what was accepted is on disk already.
 */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    private static final Duration CLOSE_MAX = Duration.ofMillis(9_500);
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    /** Hears signals from now on. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::told, "stop"));
    }

    /** A JVM that was told to stop would say 143, as if it had been killed in the middle of its work. */
    private void told() {
        exit.complete(OK);
        try {
            closed.get(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn().setCause(e).log("not everything ended in time; what was accepted is on disk");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exit.join());
    }

    /** The node can promise nothing any more. */
    void failed() {
        exit.complete(FAILED);
    }

    /** Waits until the process is to end; its exit code. */
    int await() {
        return exit.join();
    }

    /** Everything is closed. */
    void closed() {
        closed.complete(true);
    }
}
