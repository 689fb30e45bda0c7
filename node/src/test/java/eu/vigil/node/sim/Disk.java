package eu.vigil.node.sim;

import eu.vigil.node.desk.DeskLedger;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.journal.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A process's way to its machine's store: the process may end just before or just after a commit, and nothing it does later is written. */
final class Disk implements Transactions<DeskLedger>, Reads<DeskLedger> {
    private static final Duration READ_MAX = Duration.ofMillis(2);

    private final World world;
    private final Machine machine;
    private final Life life;
    private final Transactions<? extends DeskLedger> store;

    Disk(World world, Machine machine, Life life, Transactions<? extends DeskLedger> store) {
        this.world = world;
        this.machine = machine;
        this.life = life;
        this.store = store;
    }

    @Override
    public Instant newestInstant() {
        return store.newestInstant();
    }

    @Override
    public Open<DeskLedger> begin() {
        if (life.isOver()) {
            throw new Life.Ended();
        }
        return new Watched(store.begin(), new ArrayList<>());
    }

    @Override
    public boolean isStorageFault(Throwable thrown) {
        return store.isStorageFault(thrown);
    }

    /** What is committed, now. */
    <A> A look(Function<? super DeskLedger, ? extends A> question) {
        Open<? extends DeskLedger> snapshot = store.begin();
        try {
            return question.apply(world.plant().ledger(snapshot.ledger()));
        } finally {
            snapshot.rollback();
        }
    }

    @Override
    public <A> CompletionStage<A> read(Function<? super DeskLedger, ? extends A> question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        world.turns().in(world.chance().upTo(READ_MAX), life, () -> {
            A read;
            try {
                read = look(question);
            } catch (RuntimeException thrown) {
                answer.completeExceptionally(thrown);
                return;
            }
            answer.complete(read);
        });
        return answer;
    }

    private final class Watched implements Open<DeskLedger> {
        private final Open<? extends DeskLedger> open;
        private final List<Seen> seen;
        private final DeskLedger ledger;

        Watched(Open<? extends DeskLedger> open, List<Seen> seen) {
            this.open = open;
            this.seen = seen;
            this.ledger = new WatchedLedger(world.plant().ledger(open.ledger()), seen::add);
        }

        @Override
        public DeskLedger ledger() {
            return ledger;
        }

        @Override
        public Commit commit(Instant at) {
            if (world.faults().strikesBeforeCommit()) {
                open.rollback();
                machine.crash("before a commit");
                throw new Life.Ended();
            }
            Commit commit = open.commit(at);
            world.chronicle().committed(machine, seen);
            if (world.faults().strikesAfterCommit()) {
                machine.crash("after a commit");
                throw new Life.Ended();
            }
            return commit;
        }

        @Override
        public void rollback() {
            open.rollback();
        }
    }
}
