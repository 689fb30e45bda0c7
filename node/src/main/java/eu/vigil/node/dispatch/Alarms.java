package eu.vigil.node.dispatch;

import java.time.Duration;

/** Port: wakes the dispatcher; a clock of its own in tests. */
@FunctionalInterface
public interface Alarms {
    /** Runs {@code task} on the dispatcher's thread after {@code delay}. */
    void after(Duration delay, Runnable task);
}
