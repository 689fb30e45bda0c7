package eu.vigil.node.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What waits to be written: one lane for each priority, each with room of its own, so that however much traffic waits, what people
 * did is still taken and goes first.
 *
 * @param <W> a waiting unit
 */
final class WaitingUnits<W> {
    private BatchLimits limits;
    private final ToIntFunction<W> bytes;
    private final Map<Priority, Deque<W>> lanes = new EnumMap<>(Priority.class);
    private boolean closed;

    WaitingUnits(BatchLimits limits, ToIntFunction<W> bytes) {
        this.limits = limits;
        this.bytes = bytes;
        for (Priority priority : Priority.values()) {
            lanes.put(priority, new ArrayDeque<>());
        }
    }

    /** Takes a unit; false if its lane is full, or nothing is taken any more. */
    synchronized boolean offer(W unit, Priority priority) {
        Deque<W> lane = lanes.get(priority);
        if (closed || lane.size() >= limits.queueUnits()) {
            return false;
        }
        lane.add(unit);
        notifyAll();
        return true;
    }

    /** Holds from now on; what waits already stays. */
    synchronized void limits(BatchLimits changed) {
        limits = changed;
    }

    /** Takes nothing more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until there is something; false once there is nothing and never will be. */
    synchronized boolean awaitSome() {
        while (size() == 0 && !closed) {
            try {
                wait();
            } catch (InterruptedException _) {
                // an interrupt is not how the journal ends
            }
        }
        return size() > 0;
    }

    /** Takes out the next batch, the first priority first, each lane in the order it came; empty if nothing waits. */
    synchronized List<W> nextBatch() {
        List<W> batch = new ArrayList<>();
        long total = 0;
        for (Deque<W> lane : lanes.values()) {
            while (!lane.isEmpty()) {
                total += bytes.applyAsInt(lane.peek());
                if (batch.size() == limits.batchUnits() || (!batch.isEmpty() && total > limits.batchBytes())) {
                    return batch;
                }
                batch.add(lane.remove());
            }
        }
        return batch;
    }

    synchronized int size() {
        return lanes.values().stream().mapToInt(Deque::size).sum();
    }
}
