package eu.vigil.node.escalation;

import java.util.concurrent.atomic.AtomicReference;

/** Rings when something is due now, so that no page waits for the cycle's next look. Rung for nothing, it does no harm. */
public final class Bell {
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

    /** Tells whoever listens; from any thread. */
    public void ring() {
        listener.get().run();
    }

    /** From now on {@code run} is told; it must not block. */
    void answeredBy(Runnable run) {
        listener.set(run);
    }
}
