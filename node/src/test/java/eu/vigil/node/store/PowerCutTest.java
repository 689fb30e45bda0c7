package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.journal.Transactions;
import eu.vigil.protocol.wire.Receipt;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said before a power cut is said again after it, byte for byte; what was not committed never was. */
class PowerCutTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00.000001Z");

    @TempDir
    private Path temporary;

    @Test
    void everyReceiptGivenBeforeIsGivenAgainAndTheLogGoesOn() {
        Path live = temporary.resolve("live");
        Path copy = temporary.resolve("copy");
        Map<LeafPosition, Receipt> given = new LinkedHashMap<>();
        try (SqliteStore store = SqliteFile.opened(live)) {
            Journal<StoreTransaction> journal = journal(store, NIGHT);
            for (int batch = 1; batch <= 9; batch++) {
                given.putAll(batch(journal, batch));
            }
            Transactions.Open<StoreTransaction> never = store.begin();
            never.ledger().pairLogs().append(Logs.BELGIUM, Logs.leaf(Logs.BELGIUM, 99, NIGHT));
            never.ledger().pairLogs().endBatch(NIGHT);
            SqliteFile.afterPowerCut(live, copy);
            never.rollback();
        }

        try (SqliteStore store = SqliteFile.opened(copy)) {
            given.forEach((position, receipt) -> assertThat(store.<Optional<Receipt>>read(
                                    ledger -> ledger.pairLogs().receipt(position))
                            .toCompletableFuture()
                            .join())
                    .contains(receipt));
            assertThat(store.newestInstant()).isEqualTo(NIGHT);
            // set back by an hour: instants do not follow
            Map<LeafPosition, Receipt> next = batch(journal(store, NIGHT.minusSeconds(3600)), 1);
            assertThat(next.keySet()).extracting(LeafPosition::index).containsExactly((long) given.size());
            assertThat(store.newestInstant()).isEqualTo(NIGHT);
        }
    }

    private static Journal<StoreTransaction> journal(SqliteStore store, Instant now) {
        return new Journal<>(store, () -> now, BatchLimits.DEFAULT, cause -> {
            throw new AssertionError(cause);
        });
    }

    private static Map<LeafPosition, Receipt> batch(Journal<StoreTransaction> journal, int leaves) {
        List<CompletionStage<Outcome<LeafPosition>>> stages = new ArrayList<>();
        for (int i = 0; i < leaves; i++) {
            long number = i;
            stages.add(journal.submit(
                    (ledger, at) -> ledger.pairLogs().append(Logs.BELGIUM, Logs.leaf(Logs.BELGIUM, number, at)),
                    Priority.TRAFFIC,
                    200));
        }
        assertThat(journal.drainOnce()).isTrue();
        Map<LeafPosition, Receipt> receipts = new LinkedHashMap<>();
        for (CompletionStage<Outcome<LeafPosition>> stage : stages) {
            if (stage.toCompletableFuture().join()
                    instanceof Outcome.Committed<LeafPosition>(var position, var given)) {
                receipts.put(position, given.of(position));
            } else {
                throw new AssertionError(stage);
            }
        }
        return receipts;
    }
}
