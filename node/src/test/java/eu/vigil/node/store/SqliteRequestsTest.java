package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.Clocks;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.journal.Transactions;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writing connection remembers, and what waits for the end of a transaction, is never anything else than what is stored. */
class SqliteRequestsTest {
    private static final Instant AT = Instant.parse("2026-03-01T03:10:00Z");
    private static final RequestRecord REQUEST = request(RequestState.SENT, Clocks.NONE);
    private static final RequestRecord RECEIPTED = request(
            RequestState.RECEIPTED, new Clocks(Optional.of(AT), Optional.of(AT), Optional.empty(), Optional.empty()));

    private static RequestRecord request(RequestState state, Clocks clocks) {
        return request(1, state, clocks);
    }

    /** One of several, each of a case of its own. */
    static RequestRecord request(int number, RequestState state, Clocks clocks) {
        return new RequestRecord(
                MessageId.of(AT, new SplittableRandom(number)),
                new NetworkId("EU-ART13"),
                CaseRef.of(new ParticipantId("BE"), 2026, number),
                Side.REQUESTING,
                new ParticipantId("FR"),
                "PreservationRequest",
                Header.Urgency.URGENT,
                Deadlines.Term.EIGHT_HOURS,
                state,
                AT,
                clocks,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                0);
    }

    @TempDir
    Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteFile.opened(folder, Logs.KEYS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private <A> A written(Function<StoreTransaction, A> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        A result = work.apply(open.ledger());
        assertThat(open.commit(AT)).isInstanceOf(Transactions.Commit.Durable.class);
        return result;
    }

    private <A> A read(Function<StoreTransaction, A> question) {
        return store.<A>read(question).toCompletableFuture().join();
    }

    private boolean replaced(RequestRecord changed) {
        return this.<Boolean>written(ledger -> ledger.requests().replace(changed));
    }

    /** As the next transaction knows it. */
    private Optional<RequestRecord> known() {
        return written(ledger -> ledger.requests().find(REQUEST.id()));
    }

    private Optional<RequestRecord> stored() {
        return read(ledger -> ledger.requests().find(REQUEST.id()));
    }

    private List<String> history() {
        return read(SqliteRequestsTest::details);
    }

    private boolean insert(StoreTransaction ledger) {
        ledger.requests().insert(REQUEST);
        return true;
    }

    private static boolean tell(StoreTransaction ledger, int line) {
        ledger.requests()
                .happened(REQUEST.id(), Happening.ofNode(AT.plusSeconds(line), Happening.What.SENT, "line " + line));
        return true;
    }

    private static List<String> details(StoreTransaction ledger) {
        return ledger.requests().history(REQUEST.id()).stream()
                .map(Happening::detail)
                .toList();
    }

    private static List<String> lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(line -> "line " + line).toList();
    }

    @Test
    void whatATransactionTookBackIsNotRememberedByTheNext() {
        written(this::insert);
        Transactions.Open<StoreTransaction> open = store.begin();
        assertThat(open.ledger().requests().replace(RECEIPTED)).isTrue();
        tell(open.ledger(), 7);
        open.rollback();

        assertThat(known()).contains(REQUEST);
        written(ledger -> tell(ledger, 1));
        assertThat(history()).isEqualTo(lines(1));
    }

    @Test
    void whatOneTransactionWroteTheNextKnowsAsItIsStored() {
        written(this::insert);
        assertThat(replaced(RECEIPTED)).isTrue();
        assertThat(known()).isEqualTo(stored());
        assertThat(known().orElseThrow().state()).isEqualTo(RequestState.RECEIPTED);
    }

    @Test
    void aRevisionThatIsNotTheNewestReplacesNothing() {
        written(this::insert);
        replaced(RECEIPTED);
        assertThat(replaced(REQUEST)).isFalse();
    }

    @Test
    void theClockStandsInTheStoreWhetherOneChangeStartsItOrAnotherLeavesIt() {
        written(this::insert);
        replaced(RECEIPTED);
        assertThat(due()).isEqualTo(RECEIPTED.feasibilityDue());
        replaced(known().orElseThrow().in(RequestState.ACKNOWLEDGED));
        assertThat(due()).isEqualTo(RECEIPTED.feasibilityDue());
        replaced(known().orElseThrow().in(RequestState.FEASIBILITY_ANSWERED));
        assertThat(due()).isEmpty();
    }

    private Optional<Instant> due() {
        try (Handle handle = SqliteFile.beside(folder)) {
            return handle.createQuery("SELECT feasibility_due FROM request WHERE feasibility_due = list_due")
                    .mapTo(Instant.class)
                    .findOne();
        }
    }

    @Test
    void whatWasFoundEarlierIsFoundAgainAsItStands() {
        written(this::insert);
        RequestRecord found = stored().orElseThrow();
        restart();
        assertThat(again(found)).contains(found);
        replaced(RECEIPTED);
        assertThat(again(found)).isEqualTo(stored()).isNotEqualTo(Optional.of(found));
        restart();
        assertThat(again(found)).isEqualTo(stored()).isNotEqualTo(Optional.of(found));
    }

    private Optional<RequestRecord> again(RequestRecord found) {
        return written(ledger -> ledger.requests().again(found));
    }

    private void restart() {
        store.close();
        store = SqliteFile.again(folder, Logs.KEYS);
    }

    @Test
    void aNumberOfASeriesIsGivenOnceWhateverIsTakenBackAndHoweverOftenTheNodeStarts() {
        assertThat(written(SqliteRequestsTest::twoCases)).containsExactly(1, 2);
        Transactions.Open<StoreTransaction> open = store.begin();
        assertThat(twoCases(open.ledger())).containsExactly(3, 4);
        open.rollback();
        assertThat(written(SqliteRequestsTest::twoCases)).containsExactly(3, 4);
        restart();
        assertThat(written(SqliteRequestsTest::twoCases)).containsExactly(5, 6);
        assertThat(written(SqliteRequestsTest::firstOnes)).containsExactly(1, 1);
    }

    private static List<Integer> firstOnes(StoreTransaction ledger) {
        return List.of(ledger.requests().next("case", 2027), ledger.requests().next("reference", 2026));
    }

    private static List<Integer> twoCases(StoreTransaction ledger) {
        return List.of(ledger.requests().next("case", 2026), ledger.requests().next("case", 2026));
    }

    @Test
    void theLinesOfAHistoryKeepTheirOrderOverTransactionsHoweverManyThereAre() {
        written(this::insert);
        written(ledger -> IntStream.rangeClosed(1, 20).allMatch(line -> tell(ledger, line)));
        written(ledger -> IntStream.rangeClosed(21, 55).allMatch(line -> tell(ledger, line)));
        assertThat(history()).isEqualTo(lines(55));
    }

    @Test
    void aTransactionReadsTheLinesThatItAdded() {
        written(this::insert);
        written(ledger -> {
            tell(ledger, 1);
            assertThat(details(ledger)).isEqualTo(lines(1));
            tell(ledger, 2);
            assertThat(ledger.requests().changedAt(REQUEST.id())).contains(AT.plusSeconds(2));
            return tell(ledger, 3);
        });
        assertThat(history()).isEqualTo(lines(3));
    }

    @Test
    void linesGoOnWhereTheyEndedHoweverMuchElseATransactionTouched() {
        written(this::insert);
        written(ledger -> {
            tell(ledger, 1);
            IntStream.range(2, 1100)
                    .forEach(number -> ledger.requests().insert(request(number, RequestState.SENT, Clocks.NONE)));
            return tell(ledger, 2);
        });
        assertThat(history()).isEqualTo(lines(2));
    }

    @Test
    void linesGoOnWhereTheHistoryEndedBeforeTheStart() {
        written(this::insert);
        written(ledger -> tell(ledger, 1));
        restart();
        written(ledger -> tell(ledger, 2));
        assertThat(history()).isEqualTo(lines(2));
    }

    @Test
    void linesOfARequestThatIsFoundAgainGoOnWhereTheHistoryEnded() {
        written(this::insert);
        written(ledger -> tell(ledger, 1) && tell(ledger, 2));
        RequestRecord found = stored().orElseThrow();
        restart();
        written(ledger -> {
            assertThat(ledger.requests().again(found)).contains(found);
            return tell(ledger, 3);
        });
        assertThat(history()).isEqualTo(lines(3));
    }

    @Test
    void whatContradictsTheStoreAtTheEndOfATransactionIsSaidAndNothingOfItIsKept() {
        written(this::insert);
        try (Handle handle = SqliteFile.beside(folder)) {
            handle.createUpdate(
                            "INSERT INTO history (request_id, line, at, what, sealed_detail) VALUES (:id, 1, 0, 'SENT', zeroblob(30))")
                    .bind("id", REQUEST.id())
                    .execute();
        }
        Transactions.Open<StoreTransaction> open = store.begin();
        open.ledger().requests().replace(RECEIPTED);
        tell(open.ledger(), 1);
        assertThat(open.commit(AT)).isInstanceOf(Transactions.Commit.Contradicted.class);
        assertThat(stored()).contains(REQUEST);
    }
}
