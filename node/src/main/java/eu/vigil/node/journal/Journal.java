package eu.vigil.node.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group commit: one thread writes everything. It takes what waits, runs it in one transaction, commits, and only then tells
 * anybody. Batches grow with the load: a lone unit never waits for another; where many come, what is not urgent waits a moment for more. When
 * something urgent comes, the batch that is being written ends with the unit that is, and for a while whatever is not urgent leaves the
 * machine some rest between its batches.
 *
 * <p>Invariants: a unit is committed wholly or not at all; nothing is told before its commit is durable; instants never decrease, also
 * over restarts; after a commit whose outcome is unknown nothing is written any more.
 *
 * @param <T> the ledger that units write
 */
public final class Journal<T extends JournalLedger> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /**
     * From one batch to the next, at most, where many units come: a batch of a hundred costs each of them half of what one of ten does,
     * and what is done for all of them in turn finds the processor's caches warm (decision 039).
     */
    private static final Duration GATHERING = Duration.ofMillis(120);

    /** When nothing comes for so long, and nobody is at work on more, those who write wait for what they have handed in. */
    private static final Duration QUIET = Duration.ofMillis(5);

    /** How long whatever is not urgent gives way to what comes after something urgent: its next steps, or another one. */
    private static final Duration GIVING_WAY = Duration.ofSeconds(1);

    private static final int MANY = 4;

    private final Transactions<T> store;
    private final InstantSource clock;
    private final JournalFailure failure;
    private final JournalWatch watch;
    private final WaitingUnits<Waiting<T, ?>> waiting;
    private final Thread writer;
    private Instant newest;
    private Instant lastUrgent = Instant.MIN;
    private Instant lastBegun = Instant.EPOCH;
    private int lastUnits;
    private volatile BooleanSupplier atWork = () -> false;
    private volatile boolean broken;

    /**
     * Makes a journal; {@link #start} lets it write by itself.
     *
     * @param failure told when nothing can be promised any more
     */
    public Journal(Transactions<T> store, InstantSource clock, BatchLimits limits, JournalFailure failure) {
        this(store, clock, limits, failure, JournalWatch.NOBODY);
    }

    /**
     * Makes a journal that is watched.
     *
     * @param watch told what became of units
     */
    public Journal(
            Transactions<T> store,
            InstantSource clock,
            BatchLimits limits,
            JournalFailure failure,
            JournalWatch watch) {
        this.watch = watch;
        this.store = store;
        this.clock = clock;
        this.failure = failure;
        this.waiting = new WaitingUnits<>(limits);
        this.newest = store.newestInstant();
        this.writer = new Thread(this::write, "journal");
    }

    private record Waiting<T, R>(
            Unit<? super T, R> unit, Priority priority, int bytes, CompletableFuture<Outcome<R>> outcome)
            implements WaitingUnits.Unit {
        Written<R> write(T ledger, Instant at) {
            return new Written<>(unit.write(ledger, at), outcome);
        }

        void end(Outcome<R> how) {
            outcome.complete(how);
        }
    }

    private record Written<R>(R result, CompletableFuture<Outcome<R>> outcome) {
        void committed(Receipts receipts) {
            outcome.complete(new Outcome.Committed<>(result, receipts));
        }
    }

    /** Begins to write on a thread of its own. */
    public void start() {
        writer.start();
    }

    /**
     * Hands in a unit. The stage never fails; it is completed on the journal's thread, so that whatever is slow must go elsewhere.
     *
     * @param bytes about how much the unit writes
     */
    public <R> CompletionStage<Outcome<R>> submit(Unit<? super T, R> unit, Priority priority, int bytes) {
        return submit(unit, priority, bytes, outcome -> outcome);
    }

    /**
     * Hands in a unit and what follows from its outcome. Of what is committed it follows on the journal's thread in the order of the
     * commits, however late whoever handed it in runs again; whatever is slow must go elsewhere. The stage fails if it throws.
     *
     * @param bytes about how much the unit writes
     */
    public <R, A> CompletionStage<A> submit(
            Unit<? super T, R> unit, Priority priority, int bytes, Function<? super Outcome<R>, ? extends A> then) {
        CompletableFuture<Outcome<R>> outcome = new CompletableFuture<>();
        CompletionStage<A> following = outcome.<A>thenApply(then).minimalCompletionStage();
        Waiting<T, R> submitted = new Waiting<>(unit, priority, bytes, outcome);
        if (broken) {
            unknown(submitted);
        } else if (!waiting.offer(submitted)) {
            watch.ended(JournalWatch.End.NOT_TAKEN, 1);
            submitted.end(new Outcome.NotTaken<>(waiting.isClosed()));
        }
        return following;
    }

    /** Holds from now on. */
    public void limits(BatchLimits limits) {
        waiting.limits(limits);
    }

    /**
     * Asks, from now on, before a batch is written that might still grow.
     *
     * @param atWork true while somebody computes what will be handed in; asked on the journal's thread, must not wait
     */
    public void expect(BooleanSupplier atWork) {
        this.atWork = atWork;
    }

    /** How many units wait. */
    public int depth() {
        return waiting.size();
    }

    /** False once nothing is written any more. */
    public boolean isAlive() {
        return !broken && writer.isAlive();
    }

    /** Takes nothing more, writes what waits, and ends. On the journal's own thread, which cannot wait for itself, it ends later. */
    @Override
    public void close() {
        waiting.close();
        boolean interrupted = false;
        while (writer.isAlive() && !Thread.currentThread().equals(writer)) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (!broken && waiting.awaitSome()) {
                if (givesWay()) {
                    waiting.rest(gathering());
                } else {
                    waiting.gather(gathering(), QUIET, atWork);
                }
                drainOnce();
            }
        } finally {
            refuseTheRest();
        }
    }

    /** How long what waits now waits for more: not at all, zero or less, unless many came the last time. */
    Duration gathering() {
        if (lastUnits < MANY) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), lastBegun.plus(GATHERING));
        return left.compareTo(GATHERING) < 0 ? left : GATHERING; // the clock may have been set back
    }

    /** True for a while after something urgent. */
    boolean givesWay() {
        Duration since = Duration.between(lastUrgent, clock.instant());
        return !since.isNegative() && since.compareTo(GIVING_WAY) < 0; // the clock may have been set back
    }

    /** Writes one batch of what waits; false if nothing did. What {@link #start} does without end, for whoever turns the crank by hand. */
    public boolean drainOnce() {
        List<Waiting<T, ?>> batch = waiting.nextBatch();
        if (batch.isEmpty() || broken) {
            batch.forEach(Journal::unknown);
            return false;
        }
        if (!commit(batch)) {
            for (Waiting<T, ?> alone : batch) {
                commit(List.of(alone));
            }
        }
        if (!broken) {
            store.betweenBatches();
        }
        return true;
    }

    /**
     * Commits the units together, or the first of them if something urgent comes meanwhile: the others wait again, and are taken out of
     * {@code units}. Returns false, with nothing written, if one of several threw.
     */
    private boolean commit(List<Waiting<T, ?>> units) {
        if (broken) {
            units.forEach(Journal::unknown);
            return true;
        }
        Transactions.@Nullable Open<T> open = null;
        List<Written<?>> written = new ArrayList<>(units.size());
        Receipts receipts;
        Instant begun = clock.instant();
        Instant at = later(newest, begun.truncatedTo(ChronoUnit.MICROS));
        try {
            open = store.begin();
            do {
                written.add(units.get(written.size()).write(open.ledger(), at));
            } while (written.size() < units.size() && !waiting.isUrgentBefore(units));
            leaveTheRest(units, written.size());
            receipts = open.ledger().pairLogs().endBatch(at);
        } catch (RuntimeException | Error thrown) {
            return takeBack(open, units, thrown);
        }
        switch (ended(open, at)) {
            case Transactions.Commit.Durable() -> {
                newest = at;
                remember(units, begun);
                watch.committed(units.size(), Duration.between(begun, clock.instant()));
                written.forEach(unit -> unit.committed(receipts));
            }
            case Transactions.Commit.NoRoom(var cause) -> {
                return notWritten(units, cause, true);
            }
            case Transactions.Commit.Contradicted(var cause) -> {
                return notWritten(units, cause, false);
            }
            case Transactions.Commit.Unknown(var cause) -> breakDown(units, cause);
        }
        return true;
    }

    /** What is urgent puts off the rest, of which a little goes along with it; it does not tell whether many wait. */
    private void remember(List<Waiting<T, ?>> units, Instant begun) {
        lastBegun = begun;
        if (units.getFirst().priority() == Priority.URGENT) {
            lastUrgent = begun;
        } else {
            lastUnits = units.size();
        }
    }

    /** Something urgent has come: the units from {@code written} on wait for the batch after its own. */
    private void leaveTheRest(List<Waiting<T, ?>> units, int written) {
        if (written < units.size()) {
            List<Waiting<T, ?>> rest = units.subList(written, units.size());
            waiting.putBack(rest);
            rest.clear();
        }
    }

    private static Transactions.Commit ended(Transactions.Open<?> open, Instant at) {
        try {
            return open.commit(at);
        } catch (RuntimeException e) {
            return new Transactions.Commit.Unknown(e);
        }
    }

    private boolean takeBack(Transactions.@Nullable Open<T> open, List<Waiting<T, ?>> units, Throwable thrown) {
        try {
            if (open != null) {
                open.rollback();
            }
        } catch (RuntimeException e) {
            thrown.addSuppressed(e);
            breakDown(units, thrown);
            return true;
        }
        if (open == null || store.isStorageFault(thrown)) {
            breakDown(units, thrown);
            return true;
        }
        return notWritten(units, thrown, store.isFull(thrown));
    }

    /** Ends a lone unit of which nothing is written; false for several, of which some may be written alone. */
    private boolean notWritten(List<Waiting<T, ?>> units, Throwable why, boolean full) {
        if (units.size() > 1) {
            return false;
        }
        if (full) {
            // As if too much waited: whoever asked hears "not now", and our own work is tried again by itself.
            LOG.atError().setCause(why).log("no room on the disk: nothing is accepted until there is");
            watch.ended(JournalWatch.End.NOT_TAKEN, units.size());
            units.forEach(unit -> unit.end(new Outcome.NotTaken<>(false)));
        } else {
            watch.ended(JournalWatch.End.FAILED, units.size());
            units.forEach(unit -> failed(unit, why));
        }
        return true;
    }

    private void breakDown(List<Waiting<T, ?>> units, @Nullable Throwable cause) {
        broken = true;
        try {
            failure.failed(cause);
        } finally {
            watch.ended(JournalWatch.End.UNKNOWN, units.size());
            units.forEach(Journal::unknown);
        }
    }

    private void refuseTheRest() {
        waiting.close();
        for (List<Waiting<T, ?>> late = waiting.nextBatch(); !late.isEmpty(); late = waiting.nextBatch()) {
            late.forEach(Journal::unknown);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static <R> void unknown(Waiting<?, R> unit) {
        unit.end(new Outcome.Unknown<>());
    }

    private static <R> void failed(Waiting<?, R> unit, Throwable cause) {
        unit.end(new Outcome.Failed<>(cause));
    }
}
