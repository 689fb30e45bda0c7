package eu.vigil.node.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes its time to load and waits for nothing else is opened here beside everything else, and taken when the wiring comes to it. What
 * was begun and never taken, because something else went wrong, is closed.
 */
final class Openings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("start-", 0).factory());
    private final List<Opening<?>> untaken = new ArrayList<>();

    /** A part on its way. */
    final class Opening<P extends AutoCloseable> {
        private final String what;
        private final Future<P> part;

        private Opening(String what, Future<P> part) {
            this.what = what;
            this.part = part;
        }

        /** Waits for the part; from now on it is {@code closings}'s to close. */
        P take(Closings closings) throws CannotRun {
            untaken.remove(this);
            return closings.add(what, await(part));
        }
    }

    /** Begins to open a part. */
    <P extends AutoCloseable> Opening<P> begin(String what, Callable<P> opening) {
        Opening<P> begun = new Opening<>(what, threads.submit(opening));
        untaken.add(begun);
        return begun;
    }

    /** Begins to read what need not be closed. */
    <A> Future<A> ask(Callable<A> question) {
        return threads.submit(question);
    }

    /** What was begun, as soon as it is there. */
    static <A> A await(Future<A> begun) throws CannotRun {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case CannotRun why -> throw why;
                case RuntimeException defect -> throw defect;
                case Error defect -> throw defect;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("the start was interrupted");
        }
    }

    @Override
    public void close() {
        for (Opening<?> opening : untaken) {
            try {
                opening.part.get().close();
            } catch (ExecutionException e) {
                LOG.atDebug().setCause(e).addKeyValue("part", opening.what).log("a part was not opened either");
            } catch (Exception e) {
                LOG.atError().setCause(e).addKeyValue("part", opening.what).log("a part did not close");
            }
        }
        threads.shutdown();
    }
}
