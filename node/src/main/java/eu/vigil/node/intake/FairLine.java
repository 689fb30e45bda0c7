package eu.vigil.node.intake;

import eu.vigil.protocol.wire.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Who is served next: peer after peer in turn, and of each peer the most urgent lane. No more runs at once than there are threads, and
 * only so much is under way, so that what a flooding peer has sent waits here and not, in the order it came, before everybody else's in
 * the pools behind.
 *
 * <p>Thread-safe.
 *
 * @param <P> names a peer
 */
final class FairLine<P> {
    private final Executor threads;
    private final int runningMax;
    private final int underWayMax;
    private final long waitingBytesMax;
    private final Map<P, Map<Lane, Deque<Job>>> waiting = new HashMap<>();
    private final Deque<P> turns = new ArrayDeque<>();
    private long waitingBytes;
    private int running;
    private int underWay;

    private record Job(int bytes, Runnable task) {}

    /**
     * Nothing waits yet.
     *
     * @param runningMax how many may run at once
     * @param underWayMax how many may have begun and not {@link #left}
     * @param waitingBytesMax how much may wait for its turn; what is more is not taken
     */
    FairLine(Executor threads, int runningMax, int underWayMax, long waitingBytesMax) {
        this.threads = threads;
        this.runningMax = runningMax;
        this.underWayMax = underWayMax;
        this.waitingBytesMax = waitingBytesMax;
    }

    /** Runs {@code task} when it is this peer's turn; false, and it never will, if there is no room for it to wait. */
    boolean enter(P peer, Lane lane, int bytes, Runnable task) {
        synchronized (this) {
            if (waitingBytes + bytes > waitingBytesMax) {
                return false;
            }
            waitingBytes += bytes;
            Map<Lane, Deque<Job>> lanes = waiting.get(peer);
            if (lanes == null) {
                lanes = new EnumMap<>(Lane.class);
                waiting.put(peer, lanes);
                turns.addLast(peer);
            }
            lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>()).addLast(new Job(bytes, task));
        }
        begin();
        return true;
    }

    /** What had begun is done: somebody else may. */
    void left() {
        synchronized (this) {
            underWay--;
        }
        begin();
    }

    private void begin() {
        chosen().forEach(job -> threads.execute(() -> run(job)));
    }

    private void run(Job job) {
        try {
            job.task().run();
        } finally {
            synchronized (this) {
                running--;
            }
            begin();
        }
    }

    private synchronized List<Job> chosen() {
        List<Job> chosen = new ArrayList<>();
        while (running < runningMax && underWay < underWayMax && !turns.isEmpty()) {
            running++;
            underWay++;
            chosen.add(next());
        }
        return chosen;
    }

    // Lanes are declared with the most urgent first, and so the map gives them.
    private Job next() {
        P peer = turns.removeFirst();
        Map<Lane, Deque<Job>> lanes = waiting.get(peer);
        Map.Entry<Lane, Deque<Job>> lane = lanes.entrySet().iterator().next();
        Job job = lane.getValue().removeFirst();
        if (lane.getValue().isEmpty()) {
            lanes.remove(lane.getKey());
        }
        if (lanes.isEmpty()) {
            waiting.remove(peer);
        } else {
            turns.addLast(peer);
        }
        waitingBytes -= job.bytes();
        return job;
    }
}
