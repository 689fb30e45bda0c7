package eu.vigil.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Officers at the desk of a node who release what is written and approved: many at once, or one now and then. */
final class Load {
    private static final Duration PROVED_MAX = Duration.ofSeconds(60);

    private final NodeProcess sender;
    private final String token;

    Load(NodeProcess sender, String token) {
        this.sender = sender;
        this.token = token;
    }

    /**
     * Officers who do nothing but release.
     *
     * @param officers each on a connection of its own
     * @param cases that each of them releases by one call
     */
    record Crowd(int officers, int cases) {}

    /**
     * What a flood came to.
     *
     * @param sent accepted and proved
     * @param time from the first release to the last proof
     */
    record Flood(int sent, Duration time) {
        double perSecond() {
            return sent * 1e9 / time.toNanos();
        }
    }

    /**
     * Releases {@code count}, or what can be released within {@code most}, as fast as {@code crowd} can, and waits until every one is
     * proved.
     */
    Flood flood(Queue<Books.Waiting> waiting, Crowd crowd, int count, Duration most) throws Exception {
        Instant begun = Instant.now();
        List<String> sent = release(waiting, crowd, count, most);
        Map<String, Instant> proved = proofs(sent);
        Instant last = sent.stream().map(proved::get).max(Instant::compareTo).orElseThrow();
        return new Flood(sent.size(), Duration.between(begun, last));
    }

    private List<String> release(Queue<Books.Waiting> waiting, Crowd crowd, int count, Duration most) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        AtomicInteger left = new AtomicInteger(count);
        try (ExecutorService threads = Executors.newFixedThreadPool(crowd.officers())) {
            List<Future<List<String>>> shifts = new ArrayList<>();
            for (int i = 0; i < crowd.officers(); i++) {
                shifts.add(threads.submit(() -> shift(waiting, crowd.cases(), left, end)));
            }
            List<String> sent = new ArrayList<>();
            for (Future<List<String>> shift : shifts) {
                sent.addAll(shift.get());
            }
            return sent;
        }
    }

    private List<String> shift(Queue<Books.Waiting> waiting, int cases, AtomicInteger left, long end) throws IOException {
        List<String> sent = new ArrayList<>();
        try (DeskLine desk = new DeskLine(sender.node().operator(), token)) {
            while (left.getAndAdd(-cases) > 0 && System.nanoTime() < end) {
                List<Books.Waiting> next = Stream.generate(waiting::remove).limit(cases).toList();
                if (desk.send(next.stream().map(Books.Waiting::caseRef).toList())) {
                    next.forEach(one -> sent.add(one.id().toString()));
                }
            }
        }
        return sent;
    }

    /** Releases {@code count} one by one, {@code pause} apart, for as long as {@code most}; how long each took from the officer's word to its proof, in milliseconds. */
    Spread alone(Queue<Books.Waiting> waiting, int count, Duration pause, Duration most) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        Map<String, Instant> begun = new HashMap<>();
        try (DeskLine desk = new DeskLine(sender.node().operator(), token)) {
            for (int i = 0; i < count && System.nanoTime() < end; i++) {
                Books.Waiting next = waiting.remove();
                release(desk, next, begun);
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        }
        return taken(begun);
    }

    /** The same for at most {@code count}, as long as a flood of {@code others} lasts. */
    Spread aloneBeside(
            Queue<Books.Waiting> urgent,
            int count,
            Duration pause,
            Queue<Books.Waiting> others,
            Crowd crowd,
            int flood,
            Duration most)
            throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<String>> flooding = thread.submit(() -> release(others, crowd, flood, most));
            Map<String, Instant> begun = new HashMap<>();
            try (DeskLine desk = new DeskLine(sender.node().operator(), token)) {
                TimeUnit.NANOSECONDS.sleep(pause.multipliedBy(10).toNanos());
                for (int i = 0; i < count && !flooding.isDone(); i++) {
                    Books.Waiting next = urgent.remove();
                    release(desk, next, begun);
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                }
            }
            proofs(flooding.get());
            return taken(begun);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void release(DeskLine desk, Books.Waiting next, Map<String, Instant> begun) throws IOException {
        Instant now = Instant.now();
        if (desk.send(List.of(next.caseRef()))) {
            begun.put(next.id().toString(), now);
        }
    }

    private Spread taken(Map<String, Instant> begun) throws IOException, InterruptedException {
        Map<String, Instant> proved = proofs(List.copyOf(begun.keySet()));
        return Spread.of(begun.entrySet().stream()
                .map(one -> Duration.between(one.getValue(), proved.get(one.getKey())).toNanos() / 1e6)
                .toList());
    }

    private Map<String, Instant> proofs(List<String> sent) throws IOException, InterruptedException {
        if (sent.isEmpty()) {
            throw new IllegalStateException("nothing was sent");
        }
        sender.await(() -> sender.receipted().keySet().containsAll(sent), PROVED_MAX, "proved");
        return sender.receipted();
    }

    static Queue<Books.Waiting> queue(List<Books.Waiting> waiting) {
        return new ConcurrentLinkedQueue<>(waiting);
    }
}
