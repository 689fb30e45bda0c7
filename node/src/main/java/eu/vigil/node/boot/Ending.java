package eu.vigil.node.boot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Ends the two sides that others speak to at once, for each of them waits for what is under way there. */
final class Ending implements AutoCloseable {
    private static final Executor BESIDE =
            task -> Thread.ofPlatform().daemon().name("stop-beside").start(task);

    private final Runnable one;
    private volatile @Nullable AutoCloseable other;

    Ending(Runnable one) {
        this.one = one;
    }

    /** To be ended beside the first. */
    void beside(AutoCloseable second) {
        other = second;
    }

    @Override
    public void close() {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(
                () -> {
                    try (Closings second = new Closings()) {
                        if (other != null) {
                            second.add("operator", other);
                        }
                    }
                },
                BESIDE);
        try {
            one.run();
        } finally {
            beside.join();
        }
    }
}
