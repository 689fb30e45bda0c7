package eu.vigil.node.desk;

import eu.vigil.protocol.wire.Header;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Who computes next: no more at once than there are processors, the most urgent first, and of those whoever came first. So an urgent
 * request that is released among many others waits for one that has begun, and not for all that came before it.
 *
 * <p>Thread-safe. What is done in a turn must not wait for anything.
 */
final class Turns {
    private final int most;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::urgency).thenComparingLong(Waiting::number));
    private int taken;
    private long came;

    // Urgencies are declared with the most urgent first.
    private record Waiting(Header.Urgency urgency, long number, CompletableFuture<Void> turn) {}

    /** At most {@code most} at once. */
    Turns(int most) {
        this.most = most;
    }

    /** Does the work when its turn comes, on the caller's thread. */
    <A> A take(Header.Urgency urgency, Supplier<A> work) {
        await(urgency);
        try {
            return work.get();
        } finally {
            pass();
        }
    }

    private void await(Header.Urgency urgency) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        synchronized (this) {
            if (taken < most) {
                taken++;
                return;
            }
            waiting.add(new Waiting(urgency, came++, turn));
        }
        turn.join();
    }

    private void pass() {
        Waiting next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                taken--;
                return;
            }
        }
        next.turn().complete(null);
    }
}
