package eu.vigil.node.boot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse order; a part that does not close keeps no other from closing. */
final class Closings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closings.class);

    private final Deque<Closing> closings = new ArrayDeque<>();

    private record Closing(String what, AutoCloseable part) {}

    /** Remembers a part, and gives it back. */
    <P extends AutoCloseable> P add(String what, P part) {
        closings.push(new Closing(what, part));
        return part;
    }

    /** Waits for an end, but not longer than {@code most}. */
    static void await(CompletionStage<?> end, Duration most) {
        try {
            end.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("most", most).log("a part did not end in time and is left behind");
        } catch (ExecutionException e) {
            LOG.atError().setCause(e).log("a part did not end well");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        while (!closings.isEmpty()) {
            Closing closing = closings.pop();
            try {
                closing.part().close();
            } catch (Exception e) {
                LOG.atError().setCause(e).addKeyValue("part", closing.what()).log("a part did not close");
            }
        }
    }
}
