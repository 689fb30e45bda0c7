package eu.vigil.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.Lineage;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00.123456Z");

    private final Notebook store = new Notebook();
    private final List<String> failures = new ArrayList<>();
    private Instant now = NIGHT;
    private final Journal<Page> journal = journal(new BatchLimits(100, 10, 1000));

    @Test
    void whatWaitsIsCommittedInOneTransactionAndToldOnlyThen() {
        CompletionStage<Outcome<String>> first = journal.submit(write("a"), Priority.TRAFFIC, 1);
        CompletionStage<Outcome<String>> second = journal.submit(write("b"), Priority.TRAFFIC, 1);
        assertThat(settled(first)).isNull();

        store.beforeCommit = () -> assertThat(settled(first)).isNull();
        assertThat(journal.drainOnce()).isTrue();

        assertThat(store.committed).containsExactly("a", "b");
        assertThat(store.commits).isEqualTo(1);
        assertThat(settled(first)).isInstanceOf(Outcome.Committed.class);
        assertThat(settled(second)).isInstanceOf(Outcome.Committed.class);
        assertThat(journal.drainOnce()).isFalse();
    }

    @Test
    void aUnitThatThrowsFailsAloneAndLeavesNothing() {
        var good = journal.submit(write("a"), Priority.TRAFFIC, 1);
        var bad = journal.submit(
                (page, _) -> {
                    page.lines.add("half");
                    throw new IllegalStateException("no");
                },
                Priority.TRAFFIC,
                1);
        var alsoGood = journal.submit(write("b"), Priority.TRAFFIC, 1);
        journal.drainOnce();

        assertThat(store.committed).containsExactly("a", "b");
        assertThat(settled(good)).isInstanceOf(Outcome.Committed.class);
        assertThat(settled(bad)).isInstanceOf(Outcome.Failed.class);
        assertThat(settled(alsoGood)).isInstanceOf(Outcome.Committed.class);
        assertThat(failures).isEmpty();
    }

    @Test
    void afterACommitOfUnknownOutcomeNobodyIsToldYesAndNothingIsWrittenAnyMore() {
        var lost = journal.submit(write("a"), Priority.TRAFFIC, 1);
        store.commitFails = true;
        journal.drainOnce();
        var late = journal.submit(write("b"), Priority.TRAFFIC, 1);
        journal.drainOnce();

        assertThat(settled(lost)).isInstanceOf(Outcome.Unknown.class);
        assertThat(settled(late)).isInstanceOf(Outcome.Unknown.class);
        assertThat(store.committed).isEmpty();
        assertThat(failures).containsExactly("disk");
    }

    @Test
    void betweenTwoBatchesTheStoreHasItsTurnOnceAllIsTold() {
        var first = journal.submit(write("a"), Priority.TRAFFIC, 1);
        List<Outcome<String>> told = new ArrayList<>();
        store.betweenBatches = () -> told.add(settled(first));
        journal.drainOnce();
        assertThat(told).singleElement().isInstanceOf(Outcome.Committed.class);

        assertThat(journal.drainOnce()).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void afterACommitOfUnknownOutcomeTheStoreHasNoTurnEither() {
        List<String> turns = new ArrayList<>();
        store.betweenBatches = () -> turns.add("turn");
        journal.submit(write("a"), Priority.TRAFFIC, 1);
        store.commitFails = true;
        journal.drainOnce();

        assertThat(turns).isEmpty();
    }

    @Test
    void whileThereIsNoRoomNothingIsTakenAndTheJournalGoesOnOnceThereIs() {
        store.full = true;
        var first = journal.submit(write("a"), Priority.TRAFFIC, 1);
        var second = journal.submit(write("b"), Priority.TRAFFIC, 1);
        journal.drainOnce();
        assertThat(settled(first)).isEqualTo(new Outcome.NotTaken<>(false));
        assertThat(settled(second)).isEqualTo(new Outcome.NotTaken<>(false));

        store.full = false;
        var third = journal.submit(write("c"), Priority.TRAFFIC, 1);
        journal.drainOnce();
        assertThat(settled(third)).isInstanceOf(Outcome.Committed.class);
        assertThat(store.committed).containsExactly("c");
        assertThat(failures).isEmpty();
    }

    @Test
    void whatContradictsWhatIsThereAtTheEndOfABatchFailsAloneAndTheJournalGoesOn() {
        store.contradiction = "b";
        var first = journal.submit(write("a"), Priority.TRAFFIC, 1);
        var second = journal.submit(write("b"), Priority.TRAFFIC, 1);
        journal.drainOnce();
        assertThat(settled(first)).isInstanceOf(Outcome.Committed.class);
        assertThat(settled(second)).isInstanceOf(Outcome.Failed.class);
        assertThat(store.committed).containsExactly("a");
        assertThat(failures).isEmpty();
    }

    @Test
    void aFaultOfTheStorageBreaksTheJournalAndIsNotBlamedOnOneUnit() {
        store.storageFault = true;
        var first = journal.submit(write("a"), Priority.TRAFFIC, 1);
        var second = journal.submit(
                (_, _) -> {
                    throw new IllegalStateException("disk");
                },
                Priority.TRAFFIC,
                1);
        journal.drainOnce();
        assertThat(settled(first)).isInstanceOf(Outcome.Unknown.class);
        assertThat(settled(second)).isInstanceOf(Outcome.Unknown.class);
        assertThat(failures).containsExactly("disk");
    }

    @Test
    void aFullQueueTakesNothingMore() {
        Journal<Page> small = journal(new BatchLimits(2, 10, 1000));
        small.submit(write("a"), Priority.TRAFFIC, 1);
        small.submit(write("b"), Priority.TRAFFIC, 1);
        assertThat(settled(small.submit(write("c"), Priority.TRAFFIC, 1))).isEqualTo(new Outcome.NotTaken<>(false));
    }

    @Test
    void aBatchHoldsAtMostSoManyUnitsAndBytesAndALargeUnitGoesAlone() {
        for (int i = 0; i < 12; i++) {
            journal.submit(write("u" + i), Priority.TRAFFIC, 1);
        }
        journal.submit(write("large"), Priority.TRAFFIC, 5000);
        journal.submit(write("small"), Priority.TRAFFIC, 600);
        journal.submit(write("other"), Priority.TRAFFIC, 600);
        while (journal.drainOnce()) {}
        assertThat(store.batches).containsExactly(10, 2, 1, 1, 1);
    }

    @Test
    void withinABatchWhatPeopleDidGoesFirst() {
        journal.submit(write("request"), Priority.TRAFFIC, 1);
        journal.submit(write("acknowledgement"), Priority.PEOPLE, 1);
        journal.drainOnce();
        assertThat(store.committed).containsExactly("acknowledgement", "request");
    }

    @Test
    void whatPeopleDidIsTakenAndGoesFirstHoweverMuchTrafficWaits() {
        Journal<Page> small = journal(new BatchLimits(5, 2, 1000));
        for (int i = 0; i < 6; i++) {
            small.submit(write("request " + i), Priority.TRAFFIC, 1);
        }
        small.submit(write("acknowledgement"), Priority.PEOPLE, 1);
        small.drainOnce();
        assertThat(store.committed).containsExactly("acknowledgement", "request 0");
    }

    @Test
    void somethingUrgentEndsTheBatchThatIsBeingWrittenAndIsWrittenNextWithFewBesideIt() {
        journal.submit(
                (page, at) -> {
                    journal.submit(write("urgent"), Priority.URGENT, 1);
                    journal.submit(write("urgent too"), Priority.URGENT, 1);
                    return write("request").write(page, at);
                },
                Priority.TRAFFIC,
                1);
        for (int i = 0; i < 6; i++) {
            journal.submit(write("request " + i), Priority.TRAFFIC, 1);
        }
        CompletionStage<Outcome<String>> person = journal.submit(write("acknowledgement"), Priority.PEOPLE, 1);

        journal.drainOnce();
        assertThat(store.committed).containsExactly("acknowledgement", "request");
        assertThat(settled(person)).isInstanceOf(Outcome.Committed.class);

        journal.drainOnce();
        assertThat(store.committed.subList(2, store.committed.size()))
                .containsExactly("urgent", "urgent too", "request 0", "request 1", "request 2", "request 3");

        journal.drainOnce();
        assertThat(store.committed).hasSize(10).endsWith("request 4", "request 5");
        assertThat(journal.depth()).isZero();
    }

    @Test
    void whatIsUrgentIsNotPutOffByWhatElseIsUrgent() {
        journal.submit(
                (page, at) -> {
                    journal.submit(write("urgent later"), Priority.URGENT, 1);
                    return write("urgent").write(page, at);
                },
                Priority.URGENT,
                1);
        journal.submit(write("urgent too"), Priority.URGENT, 1);
        journal.drainOnce();
        assertThat(store.committed).containsExactly("urgent", "urgent too");
    }

    private void batchOf(int units) {
        for (int i = 0; i < units; i++) {
            journal.submit(write("request " + i), Priority.TRAFFIC, 1);
        }
        journal.drainOnce();
    }

    @Test
    void onlyAfterABatchOfManyTheNextWaitsForMoreAndBeginsAHundredAndTwentyMillisecondsAfterItAtTheLatest() {
        assertThat(journal.gathering()).isZero();
        batchOf(3);
        assertThat(journal.gathering()).isZero();
        batchOf(4);
        assertThat(journal.gathering()).isEqualTo(Duration.ofMillis(120));
        now = NIGHT.plusMillis(115);
        assertThat(journal.gathering()).isEqualTo(Duration.ofMillis(5));
        now = NIGHT.plusSeconds(1);
        assertThat(journal.gathering()).isNegative();
        batchOf(1);
        assertThat(journal.gathering()).isZero();
    }

    @Test
    void beforeItWritesABatchThatMightStillGrowItAsksWhetherSomebodyIsAtWorkOnMore() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        journal.expect(() -> {
            asked.countDown();
            return false;
        });
        batchOf(4);
        assertThat(asked.getCount()).isEqualTo(1);
        journal.submit(write("one more"), Priority.TRAFFIC, 1);
        journal.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        journal.close();
        assertThat(store.committed).endsWith("one more");
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldTheJournalUp() {
        batchOf(4);
        now = NIGHT.minusSeconds(3600);
        assertThat(journal.gathering()).isEqualTo(Duration.ofMillis(120));
    }

    @Test
    void forASecondAfterSomethingUrgentWhateverIsNotGivesWayAndItsNextBatchIsPutOffFromThenOn() {
        assertThat(journal.givesWay()).isFalse();
        batchOf(4);
        assertThat(journal.givesWay()).isFalse();
        now = NIGHT.plusMillis(100);
        journal.submit(write("urgent"), Priority.URGENT, 1);
        journal.drainOnce();
        assertThat(journal.givesWay()).isTrue();
        assertThat(journal.gathering()).isEqualTo(Duration.ofMillis(120));

        now = NIGHT.plusMillis(1099);
        assertThat(journal.givesWay()).isTrue();
        now = NIGHT.plusMillis(1100);
        assertThat(journal.givesWay()).isFalse();
        now = NIGHT.minusSeconds(1);
        assertThat(journal.givesWay()).as("after the clock was set back").isFalse();
    }

    /** Two answers of one case must leave in the order in which they were accepted, whichever thread handed them in and sleeps since. */
    @Test
    void whatFollowsFromACommitFollowsOnTheJournalsThreadInTheOrderOfTheCommits() {
        Journal<Page> quick = journal(new BatchLimits(50_000, 10, 1000));
        Queue<String> followed = new ConcurrentLinkedQueue<>();
        quick.start();
        for (int i = 0; i < 20_000; i++) {
            String line = "u" + i;
            quick.submit(
                    write(line),
                    Priority.TRAFFIC,
                    1,
                    _ -> followed.add(Thread.currentThread().getName() + " " + line));
        }
        quick.close();
        assertThat(followed)
                .containsExactlyElementsOf(
                        store.committed.stream().map("journal "::concat).toList());
        assertThat(followed).hasSize(20_000);
    }

    @Test
    void noUnitIsForgottenAtTheEdgeOfABatchWhenAThreadWrites() {
        Journal<Page> tight = journal(new BatchLimits(1000, 10, 2));
        List<CompletionStage<Outcome<String>>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(tight.submit(write("u" + i), Priority.TRAFFIC, 1 + i % 2));
        }
        tight.start();
        tight.close();
        assertThat(stages).allSatisfy(stage -> assertThat(settled(stage)).isInstanceOf(Outcome.Committed.class));
        assertThat(store.committed).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void whatWaitsWhenTheCommitFailsIsToldThatNobodyKnowsAndTheNodeMayCloseTheJournalThere() {
        List<Journal<Page>> self = new ArrayList<>();
        Journal<Page> closing = new Journal<>(
                store,
                () -> now,
                new BatchLimits(100, 2, 1000),
                _ -> self.getFirst().close());
        self.add(closing);
        store.commitFails = true;
        List<CompletionStage<Outcome<String>>> stages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stages.add(closing.submit(write("u" + i), Priority.TRAFFIC, 1));
        }
        closing.start();
        closing.close();
        assertThat(stages).allSatisfy(stage -> assertThat(settled(stage)).isEqualTo(new Outcome.Unknown<>()));
        assertThat(settled(closing.submit(write("late"), Priority.PEOPLE, 1))).isEqualTo(new Outcome.Unknown<>());
        assertThat(closing.isAlive()).isFalse();
    }

    @Test
    void aCommitThatThrowsIsOneOfUnknownOutcome() {
        store.beforeCommit = () -> {
            throw new IllegalStateException("torn");
        };
        var lost = journal.submit(write("a"), Priority.TRAFFIC, 1);
        journal.drainOnce();
        assertThat(settled(lost)).isEqualTo(new Outcome.Unknown<>());
        assertThat(failures).containsExactly("torn");
    }

    @Test
    void theInstantOfABatchNeverGoesBackAlsoOverARestart() {
        var first = journal.submit((_, at) -> at, Priority.TRAFFIC, 1);
        journal.drainOnce();
        now = NIGHT.minusSeconds(3600);
        var second = journal.submit((_, at) -> at, Priority.TRAFFIC, 1);
        journal.drainOnce();
        var third = journal(BatchLimits.DEFAULT).submit((_, at) -> at, Priority.TRAFFIC, 1);
        assertThat(settled(first))
                .isInstanceOfSatisfying(
                        Outcome.Committed.class,
                        done -> assertThat(done.result()).isEqualTo(NIGHT));
        assertThat(settled(second))
                .isInstanceOfSatisfying(
                        Outcome.Committed.class,
                        done -> assertThat(done.result()).isEqualTo(NIGHT));
        assertThat(settled(third)).isNull();
        assertThat(store.newestInstant()).isEqualTo(NIGHT);
    }

    @Test
    void onCloseWhatWasTakenIsStillWrittenAndNothingElse() {
        var before = journal.submit(write("a"), Priority.TRAFFIC, 1);
        journal.start();
        journal.close();
        var after = journal.submit(write("b"), Priority.TRAFFIC, 1);
        assertThat(settled(before)).isInstanceOf(Outcome.Committed.class);
        assertThat(settled(after)).isEqualTo(new Outcome.NotTaken<>(true));
        assertThat(store.committed).containsExactly("a");
    }

    private Journal<Page> journal(BatchLimits limits) {
        return new Journal<>(
                store,
                () -> now,
                limits,
                cause -> failures.add(String.valueOf(cause == null ? null : cause.getMessage())));
    }

    private static Unit<Page, String> write(String line) {
        return (page, _) -> {
            page.lines.add(line);
            return line;
        };
    }

    private static <R> @Nullable Outcome<R> settled(CompletionStage<Outcome<R>> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    /** A transaction's lines; no pair log is asked for. */
    private static final class Page implements JournalLedger, PairLogs {
        private final List<String> lines = new ArrayList<>();

        @Override
        public PairLogs pairLogs() {
            return this;
        }

        @Override
        public Receipts endBatch(Instant at) {
            return position -> {
                throw new AssertionError(position);
            };
        }

        @Override
        public LeafPosition append(PairLogId log, Leaf leaf) {
            throw new AssertionError(log);
        }

        @Override
        public Optional<Receipt> receipt(LeafPosition position) {
            throw new AssertionError(position);
        }

        @Override
        public Optional<HeadReading.Signed> head(PairLogId log) {
            throw new AssertionError(log);
        }

        @Override
        public long size(PairLogId log) {
            throw new AssertionError(log);
        }

        @Override
        public List<Leaf> leaves(PairLogId log, long from, int most) {
            throw new AssertionError(log);
        }

        @Override
        public Optional<ConsistencyProof> consistency(PairLogId log, long from, long to) {
            throw new AssertionError(log);
        }

        @Override
        public Optional<HeadReading.Signed> witnessed(PairLogId log) {
            throw new AssertionError(log);
        }

        @Override
        public Lineage witness(PairLogId log, HeadReading.Signed shown, Optional<ConsistencyProof> proof, Instant at) {
            throw new AssertionError(log);
        }
    }

    /** A store that keeps committed lines, and fails when told. */
    private static final class Notebook implements Transactions<Page> {
        private final List<String> committed = new ArrayList<>();
        private final List<Integer> batches = new ArrayList<>();
        private Instant newest = Instant.EPOCH;
        private Runnable beforeCommit = () -> {};
        private Runnable betweenBatches = () -> {};
        private boolean commitFails;
        private boolean storageFault;
        private boolean full;
        private String contradiction = "";
        private int commits;

        @Override
        public Instant newestInstant() {
            return newest;
        }

        @Override
        public Open<Page> begin() {
            Page page = new Page();
            return new Open<>() {
                @Override
                public Page ledger() {
                    return page;
                }

                @Override
                public Commit commit(Instant at) {
                    beforeCommit.run();
                    if (commitFails) {
                        return new Commit.Unknown(new IllegalStateException("disk"));
                    }
                    if (full) {
                        return new Commit.NoRoom(new IllegalStateException("full"));
                    }
                    if (page.lines.contains(contradiction)) {
                        return new Commit.Contradicted(new IllegalStateException("twice"));
                    }
                    commits++;
                    committed.addAll(page.lines);
                    batches.add(page.lines.size());
                    newest = at;
                    return new Commit.Durable();
                }

                @Override
                public void rollback() {
                    page.lines.clear();
                }
            };
        }

        @Override
        public void betweenBatches() {
            betweenBatches.run();
        }

        @Override
        public boolean isStorageFault(Throwable thrown) {
            return storageFault;
        }
    }
}
