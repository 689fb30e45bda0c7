package eu.vigil.node.boot;

import eu.vigil.node.dispatch.Alarms;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dispatcher's one thread. It survives a task's defect, which is caught here and nowhere else. */
final class Lane implements Executor, Alarms, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("dispatch").factory());

    Lane() {
        // What is due later is not waited for at the end: the next start finds it in the store.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** For what happens every so often. */
    ScheduledExecutorService timer() {
        return thread;
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error defect) {
                LOG.atError().setCause(defect).log("a defect in dispatch");
            }
        };
    }

    @Override
    public void close() {
        thread.close();
    }
}
