package eu.vigil.node.dispatch;

import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one peer and what may go now. It reads no clock and does no I/O: each call takes the instant and returns what to do.
 *
 * <p>Invariants: never more unreceipted envelopes of a lane than its credit; at most one unreceipted envelope a case, and in the
 * order of acceptance; otherwise lanes are strict; nothing is
 * sent before it is recorded that an attempt may have been made; after its expiry nothing is sent for the first time; and what was once
 * sent is sent again on every new link until its receipt.
 */
final class PeerQueue {
    /** What the caller must do. */
    sealed interface Action {
        record Dial() implements Action {}

        /** Record that an attempt may be made, then call {@link #marked}. */
        record Mark(OutboxRow row) implements Action {}

        record Send(OutboxRow row) implements Action {}

        record Undeliverable(OutboxRow row) implements Action {}

        record OutcomeUnknown(OutboxRow row) implements Action {}
    }

    private sealed interface Line {
        record Down(Instant redialAt, int failures) implements Line {}

        record Dialling(int failures) implements Line {}

        record Up(LaneCredits credit) implements Line {}
    }

    private final Backoff backoff;
    private final RandomGenerator random;
    private final WaitingRows waiting = new WaitingRows();
    private final TreeSet<OutboxRow> expiring = new TreeSet<>(OutboxRow.SOONEST_EXPIRED_FIRST);
    private final Map<MessageId, OutboxRow> marking = new HashMap<>();
    /** How many of them in each lane. */
    private LaneCredits beingMarked = LaneCredits.NONE;

    private final Map<MessageId, OutboxRow> unreceipted = new HashMap<>();
    private final Set<MessageId> doubted = new HashSet<>();
    private Line line;

    PeerQueue(Backoff backoff, RandomGenerator random, Instant now) {
        this.backoff = backoff;
        this.random = random;
        this.line = new Line.Down(now, 0);
    }

    /** True while a link is open: a message accepted now may be attempted at once. */
    boolean isUp() {
        return line instanceof Line.Up;
    }

    /** The message of this id, if it is sent and unreceipted. */
    Optional<OutboxRow> unreceipted(MessageId id) {
        return Optional.ofNullable(unreceipted.get(id));
    }

    /** How many messages are not yet receipted. */
    int depth() {
        return waiting.size() + marking.size() + unreceipted.size();
    }

    /** When {@link #tick} must be called next, if nothing else happens. */
    Optional<Instant> wakeAt() {
        @Nullable Instant wake = line instanceof Line.Down(Instant redialAt, int _) ? redialAt : null;
        if (waiting.wakeAt().isPresent()) {
            wake = earlier(wake, waiting.wakeAt().get());
        }
        if (!expiring.isEmpty()) {
            wake = earlier(wake, expiring.first().expiresAt());
        }
        return Optional.ofNullable(wake);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    List<Action> accepted(OutboxRow row, Instant now) {
        waitAgain(row);
        return tick(now);
    }

    List<Action> marked(MessageId id, Instant now) {
        @Nullable OutboxRow row = noLongerMarking(id);
        if (row != null) {
            waitAgain(row.afterAttempt());
            waiting.arrived(row);
        }
        return tick(now);
    }

    List<Action> linkOpened(LaneCredits credit, Instant now) {
        line = new Line.Up(credit);
        return tick(now);
    }

    List<Action> creditGranted(Lane lane, int more, Instant now) {
        if (line instanceof Line.Up(LaneCredits credit)) {
            line = new Line.Up(credit.plus(lane, more));
        }
        return tick(now);
    }

    /** The link is gone, or could not be had: what was unreceipted waits again. */
    List<Action> linkClosed(Instant now) {
        int failures = switch (line) {
            case Line.Down(Instant _, int before) -> before;
            case Line.Dialling(int before) -> before + 1;
            case Line.Up _ -> 1;
        };
        line = new Line.Down(now.plus(backoff.after(Math.max(1, failures), random)), failures);
        for (OutboxRow row : unreceipted.values()) {
            waitAgain(row);
            waiting.arrived(row);
        }
        unreceipted.clear();
        return tick(now);
    }

    /** The peer was heard from: do not wait any longer to dial it. */
    List<Action> peerHeard(Instant now) {
        if (line instanceof Line.Down) {
            line = new Line.Down(now, 0);
        }
        return tick(now);
    }

    /** The peer's receipt is recorded: the wait is over. */
    List<Action> receipted(MessageId id, Instant now) {
        @Nullable OutboxRow row = unreceipted.remove(id);
        if (row == null) {
            waiting.remove(id);
            expiring.removeIf(late -> late.id().equals(id));
        } else {
            expiring.remove(row);
            waiting.arrived(row);
        }
        doubted.remove(id);
        return tick(now);
    }

    /** It was taken back before any attempt: it must not leave. */
    List<Action> withdrawn(MessageId id, Instant now) {
        @Nullable OutboxRow row = noLongerMarking(id);
        if (row != null) {
            waiting.arrived(row);
        }
        return tick(now);
    }

    /** It could not be handed to the link that it was to leave by: its credit is unused, and it is tried again later. */
    List<Action> notSent(MessageId id, Duration retryAfter, Instant now) {
        @Nullable OutboxRow row = unreceipted.get(id);
        if (row != null && line instanceof Line.Up(LaneCredits credit)) {
            line = new Line.Up(credit.plus(row.lane(), 1));
        }
        return busy(id, retryAfter, now);
    }

    /** The peer recorded nothing and asks to be tried again later; its credit came back with the answer. */
    List<Action> busy(MessageId id, Duration retryAfter, Instant now) {
        @Nullable OutboxRow row = unreceipted.remove(id);
        if (row != null) {
            waitAgain(row);
            waiting.delay(id, now.plus(retryAfter));
            waiting.arrived(row);
        }
        return tick(now);
    }

    List<Action> tick(Instant now) {
        List<Action> actions = new ArrayList<>();
        expire(now, actions);
        waiting.wake(now);
        if (line instanceof Line.Down(Instant redialAt, int failures) && !redialAt.isAfter(now)) {
            line = new Line.Dialling(failures);
            actions.add(new Action.Dial());
        }
        if (line instanceof Line.Up(LaneCredits credit)) {
            line = new Line.Up(release(credit, actions));
        }
        return actions;
    }

    private void waitAgain(OutboxRow row) {
        waiting.add(row);
        if (!doubted.contains(row.id())) {
            expiring.add(row);
        }
    }

    private void expire(Instant now, List<Action> actions) {
        while (!expiring.isEmpty() && !expiring.first().expiresAt().isAfter(now)) {
            OutboxRow row = expiring.removeFirst();
            if (row.attempted()) {
                doubted.add(row.id());
                actions.add(new Action.OutcomeUnknown(row));
            } else {
                waiting.remove(row.id());
                actions.add(new Action.Undeliverable(row));
            }
        }
    }

    /** Starts what credit allows, the most urgent first; returns the credit that is left. */
    private LaneCredits release(LaneCredits credit, List<Action> actions) {
        LaneCredits left = credit;
        for (Lane lane : LaneCredits.LANES) {
            // What is being marked goes as soon as it is, and needs its credit then.
            int slots = left.in(lane) - beingMarked.in(lane);
            for (; slots > 0; slots--) {
                Optional<OutboxRow> next = waiting.next(lane);
                if (next.isEmpty()) {
                    break;
                }
                OutboxRow row = next.get();
                if (row.attempted()) {
                    // It goes on expiring: a peer that takes it and says nothing leaves it in doubt too.
                    unreceipted.put(row.id(), row);
                    actions.add(new Action.Send(row));
                    left = left.plus(lane, -1);
                } else {
                    expiring.remove(row);
                    marking.put(row.id(), row);
                    beingMarked = beingMarked.plus(lane, 1);
                    actions.add(new Action.Mark(row));
                }
            }
        }
        return left;
    }

    private @Nullable OutboxRow noLongerMarking(MessageId id) {
        @Nullable OutboxRow row = marking.remove(id);
        if (row != null) {
            beingMarked = beingMarked.plus(row.lane(), -1);
        }
        return row;
    }
}
