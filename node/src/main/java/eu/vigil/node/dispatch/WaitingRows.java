package eu.vigil.node.dispatch;

import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Lane;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for one peer, and which of them may go: the first of each thread, unless another of it is under way or it was
 * asked to wait. So a case keeps its order, whatever lanes its messages are in; looking costs the same however many wait.
 */
final class WaitingRows {
    private static final Comparator<OutboxRow> FIRST_ACCEPTED_FIRST =
            Comparator.comparingLong(OutboxRow::leafIndex).thenComparing(OutboxRow::id);

    private record Wait(Instant until, MessageId id) {}

    private final Map<MessageId, OutboxRow> rows = new HashMap<>();
    private final Map<String, TreeSet<OutboxRow>> threads = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, OutboxRow> heads = new HashMap<>();
    private final Map<Lane, TreeSet<OutboxRow>> ready = new EnumMap<>(Lane.class);
    private final Map<MessageId, Instant> notBefore = new HashMap<>();
    private final TreeSet<Wait> waits =
            new TreeSet<>(Comparator.comparing(Wait::until).thenComparing(Wait::id));

    int size() {
        return rows.size();
    }

    void add(OutboxRow row) {
        rows.put(row.id(), row);
        threads.computeIfAbsent(row.thread(), _ -> new TreeSet<>(FIRST_ACCEPTED_FIRST))
                .add(row);
        refresh(row.thread());
    }

    void remove(MessageId id) {
        wakeUp(id);
        OutboxRow row = rows.remove(id);
        if (row != null) {
            takeOut(row);
        }
    }

    /** The next to go in a lane, taken out; its thread is under way until {@link #arrived}. */
    Optional<OutboxRow> next(Lane lane) {
        TreeSet<OutboxRow> candidates = ready.get(lane);
        if (candidates == null || candidates.isEmpty()) {
            return Optional.empty();
        }
        OutboxRow row = candidates.first();
        rows.remove(row.id());
        underWay.add(row.thread());
        takeOut(row);
        return Optional.of(row);
    }

    /** What was under way in this row's thread is so no longer. */
    void arrived(OutboxRow row) {
        underWay.remove(row.thread());
        refresh(row.thread());
    }

    /** This one must not go before then, and none of its thread that comes after it. */
    void delay(MessageId id, Instant until) {
        wakeUp(id);
        notBefore.put(id, until);
        waits.add(new Wait(until, id));
        OutboxRow row = rows.get(id);
        if (row != null) {
            refresh(row.thread());
        }
    }

    /** Ends the waits that are over. */
    void wake(Instant now) {
        while (!waits.isEmpty() && !waits.first().until().isAfter(now)) {
            MessageId id = waits.first().id();
            wakeUp(id);
            OutboxRow row = rows.get(id);
            if (row != null) {
                refresh(row.thread());
            }
        }
    }

    /** When the next wait is over. */
    Optional<Instant> wakeAt() {
        return waits.isEmpty() ? Optional.empty() : Optional.of(waits.first().until());
    }

    private void wakeUp(MessageId id) {
        Instant until = notBefore.remove(id);
        if (until != null) {
            waits.remove(new Wait(until, id));
        }
    }

    private void takeOut(OutboxRow row) {
        TreeSet<OutboxRow> thread = threads.get(row.thread());
        if (thread != null) {
            thread.remove(row);
            if (thread.isEmpty()) {
                threads.remove(row.thread());
            }
        }
        refresh(row.thread());
    }

    private void refresh(String name) {
        OutboxRow before = heads.remove(name);
        if (before != null) {
            ready.getOrDefault(before.lane(), new TreeSet<>(FIRST_ACCEPTED_FIRST))
                    .remove(before);
        }
        @Nullable TreeSet<OutboxRow> thread = threads.get(name);
        if (thread != null
                && !underWay.contains(name)
                && !notBefore.containsKey(thread.first().id())) {
            OutboxRow head = thread.first();
            heads.put(name, head);
            ready.computeIfAbsent(head.lane(), _ -> new TreeSet<>(FIRST_ACCEPTED_FIRST))
                    .add(head);
        }
    }
}
