package eu.vigil.node.escalation;

import java.time.Duration;

/** Port: one thread, on which everything of the cycle happens in turn. */
public interface Scheduler {
    /** Runs this soon; from any thread. */
    void execute(Runnable task);

    /** Runs this after so much elapsed time, whatever clocks do. */
    void after(Duration delay, Runnable task);
}
