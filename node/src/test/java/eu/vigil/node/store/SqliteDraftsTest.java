package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.Clocks;
import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Writing;
import eu.vigil.node.casework.Writing.Hand;
import eu.vigil.node.journal.Transactions;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that wait: found by whoever seals them, and taken by whoever writes that they have left. */
class SqliteDraftsTest {
    private static final Instant AT = Instant.parse("2026-03-01T03:10:00Z");

    @TempDir
    Path folder;

    private SqliteStore store;

    @BeforeEach
    void fiveTextsWait() {
        store = SqliteFile.opened(folder, Logs.KEYS);
        for (int number = 1; number <= 5; number++) {
            RequestRecord request = request(number);
            written(ledger -> {
                ledger.requests().insert(request);
                return put(ledger, writing(request));
            });
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RequestRecord request(int number) {
        return SqliteRequestsTest.request(number, RequestState.DRAFT, Clocks.NONE);
    }

    private static Writing writing(RequestRecord request) {
        Message message = Message.newBuilder()
                .setHeader(Header.newBuilder().setUrgencyReason("of " + request.caseRef()))
                .build();
        return Writing.by(new Hand("anna", "Anna"), request.id(), request.caseRef(), Draft.of(message.toByteArray()));
    }

    private static boolean put(StoreTransaction ledger, Writing writing) {
        ledger.drafts().put(writing);
        return true;
    }

    private <A> A written(Function<StoreTransaction, A> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        A result = work.apply(open.ledger());
        assertThat(open.commit(AT)).isInstanceOf(Transactions.Commit.Durable.class);
        return result;
    }

    private List<Drafts.Waiting> ofCases(int... numbers) {
        List<CaseRef> cases = IntStream.of(numbers)
                .mapToObj(number -> request(number).caseRef())
                .toList();
        return store.<List<Drafts.Waiting>>read(ledger -> ledger.drafts().ofCases(cases))
                .toCompletableFuture()
                .join();
    }

    private Drafts.Kept found(int number) {
        return ofCases(number).getFirst().kept();
    }

    private boolean take(Drafts.Kept kept) {
        return this.<Boolean>written(ledger -> ledger.drafts().take(kept));
    }

    @Test
    void ofSeveralCasesEachTextIsFoundOnceWithItsRequest() {
        for (Drafts.Waiting waiting : ofCases(1, 3, 5)) {
            assertThat(waiting.kept().writing()).isEqualTo(writing(waiting.request()));
        }
        assertThat(ofCases(1, 3, 5))
                .extracting(Drafts.Waiting::request)
                .containsExactlyInAnyOrder(request(1), request(3), request(5));
        assertThat(ofCases(2, 7, 4, 8, 9)).hasSize(2);
        assertThat(ofCases(7)).isEmpty();
    }

    @Test
    void aTextIsTakenOnce() {
        Drafts.Kept kept = found(2);
        assertThat(take(kept)).isTrue();
        assertThat(take(kept)).isFalse();
        assertThat(ofCases(1, 2, 3)).hasSize(2);
    }

    @Test
    void aTextThatWasWrittenAnewIsNotTakenByWhoeverFoundTheOneBefore() {
        Drafts.Kept before = found(2);
        written(ledger -> put(ledger, before.writing()));
        assertThat(take(before)).isFalse();
        assertThat(take(found(2))).isTrue();
    }
}
