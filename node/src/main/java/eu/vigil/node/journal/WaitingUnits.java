package eu.vigil.node.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What waits to be written: one lane for each priority, each with room of its own, so that however much traffic waits, what people
 * did is still taken and goes first.
 *
 * @param <W> a waiting unit
 */
final class WaitingUnits<W extends WaitingUnits.Unit> {
    /** How many others are written along with what is urgent: they cost it little, and never wait for ever. */
    static final int BESIDE_URGENT_MAX = 4;

    private BatchLimits limits;
    private final Map<Priority, Deque<W>> lanes = new EnumMap<>(Priority.class);
    private boolean closed;
    private boolean resting;

    /** What of a unit counts here. */
    interface Unit {
        Priority priority();

        /** About how much it writes. */
        int bytes();
    }

    WaitingUnits(BatchLimits limits) {
        this.limits = limits;
        for (Priority priority : Priority.values()) {
            lanes.put(priority, new ArrayDeque<>());
        }
    }

    /** Takes a unit; false if its lane is full, or nothing is taken any more. */
    synchronized boolean offer(W unit) {
        Deque<W> lane = lanes.get(unit.priority());
        if (closed || lane.size() >= limits.queueUnits()) {
            return false;
        }
        lane.add(unit);
        int size = size();
        if (unit.priority() == Priority.URGENT || size == 1 || (size == limits.batchUnits() && !resting)) {
            notifyAll(); // whoever gathers is not woken for each
        }
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

    /**
     * Lets more come for so long, or until a batch is full, something urgent waits, or nothing more has come for {@code quiet} and
     * nobody is at work on more.
     */
    synchronized void gather(Duration most, Duration quiet, BooleanSupplier atWork) {
        Duration left = most;
        int before = 0;
        while (left.isPositive()
                && size() < limits.batchUnits()
                && mayWait()
                && (size() > before || atWork.getAsBoolean())) {
            before = size();
            Duration next = left.compareTo(quiet) < 0 ? left : quiet;
            await(next);
            left = left.minus(next);
        }
    }

    /** Lets so much time go by, or until something urgent waits. */
    synchronized void rest(Duration time) {
        if (time.isPositive() && mayWait()) {
            resting = true;
            await(time);
            resting = false;
        }
    }

    private boolean mayWait() {
        return !closed && lanes.get(Priority.URGENT).isEmpty();
    }

    @SuppressWarnings("WaitNotInLoop") // woken without a reason, the batch is only smaller
    private void await(Duration time) {
        try {
            wait(time.toMillis(), time.toNanosPart() % 1_000_000);
        } catch (InterruptedException _) {
            // an interrupt is not how the journal ends
        }
    }

    /** Takes out the next batch, the first priority first, each lane in the order it came; empty if nothing waits. */
    synchronized List<W> nextBatch() {
        List<W> batch = new ArrayList<>();
        int most = limits.batchUnits();
        long total = 0;
        for (Map.Entry<Priority, Deque<W>> lane : lanes.entrySet()) {
            Deque<W> units = lane.getValue();
            while (!units.isEmpty()) {
                total += units.peek().bytes();
                if (batch.size() == most || (!batch.isEmpty() && total > limits.batchBytes())) {
                    return batch;
                }
                batch.add(units.remove());
            }
            if (lane.getKey() == Priority.URGENT && !batch.isEmpty()) {
                most = Math.min(most, batch.size() + BESIDE_URGENT_MAX);
            }
        }
        return batch;
    }

    /** True if something urgent waits, and these units are not. */
    synchronized boolean isUrgentBefore(List<W> batch) {
        return batch.getFirst().priority() != Priority.URGENT
                && !lanes.get(Priority.URGENT).isEmpty();
    }

    /** Takes back, in front of their lanes, units of a batch that were not written after all. */
    synchronized void putBack(List<W> units) {
        units.reversed().forEach(unit -> lanes.get(unit.priority()).addFirst(unit));
    }

    synchronized int size() {
        int size = 0;
        for (Deque<W> lane : lanes.values()) {
            size += lane.size();
        }
        return size;
    }
}
