package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.wire.Receipt;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A store that an earlier release has filled is brought to this release's tables, and nothing in it is lost. */
class SqliteUpgradeTest {
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final MessageId RECEIPTED = id(1);
    private static final MessageId WAITING = id(2);
    private static final byte[] SEALED = {1, 2, 3};

    @TempDir
    Path folder;

    private static MessageId id(int number) {
        return MessageId.of("01930000-0000-7000-8000-00000000000" + number);
    }

    @BeforeEach
    void fillAsVersion13() {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("store.db"));
        Flyway.configure()
                .dataSource(file)
                .locations("classpath:" + Schema.FOLDER)
                .target("13")
                .load()
                .migrate();
        try (Handle handle = SqliteFile.beside(folder)) {
            handle.execute("PRAGMA journal_mode = WAL");
            handle.execute("PRAGMA user_version = 13");
            handle.createUpdate("INSERT INTO case_key (case_ref, wrapped) VALUES ('BE-2026-000001', :key)")
                    .bind("key", SEALED)
                    .execute();
            message(
                    handle,
                    RECEIPTED,
                    false,
                    Receipt.newBuilder().setTreeSize(7).build());
            message(handle, WAITING, true, null);
            handle.createUpdate("""
                            INSERT INTO request (request_id, network, case_ref, side, peer, kind, urgency, state, opened_at,
                                feasibility_due, drill, revision, list_due, list_opened)
                            VALUES (:id, :network, 'BE-2026-000001', 'REQUESTED', 'FR', 'PreservationRequest', 'URGENT',
                                'RECEIVED', 5, 9, FALSE, 1, 9, -5)
                            """)
                    .bind("id", RECEIPTED)
                    .bind("network", NETWORK)
                    .execute();
            for (int line = 1; line <= 2; line++) {
                handle.createUpdate("""
                                INSERT INTO history (request_id, line, at, what, sealed_detail)
                                VALUES (:id, :line, :line, 'SENT', :detail)
                                """)
                        .bind("id", RECEIPTED)
                        .bind("line", line)
                        .bind("detail", SEALED)
                        .execute();
            }
            handle.execute("INSERT INTO pair_log VALUES (1, 'EU-ART13', 'FR', 1, 1, zeroblob(32))");
            handle.execute("INSERT INTO pair_leaf VALUES (1, 0, x'0102', zeroblob(32))");
            handle.execute("INSERT INTO pair_head VALUES (1, 1, zeroblob(32), 5)");
        }
    }

    private static void message(Handle handle, MessageId id, boolean unsearched, @Nullable Receipt receipt) {
        handle.createUpdate("""
                        INSERT INTO message (network, sender, message_id, recipient, case_ref, kind, at, decision, log_epoch,
                            leaf_index, digest, sealed_signed_data, unsearched, receipt)
                        VALUES (:network, 'BE', :id, 'FR', 'BE-2026-000001', 'PreservationRequest', 1, 'ACCEPTED', 1, 0,
                            zeroblob(32), :sealed, :unsearched, :receipt)
                        """)
                .bind("network", NETWORK)
                .bind("id", id)
                .bind("sealed", SEALED)
                .bind("unsearched", unsearched)
                .bindByType("receipt", receipt == null ? null : receipt.toByteArray(), byte[].class)
                .execute();
        handle.createUpdate("""
                        INSERT INTO outbox (network, message_id, peer, case_ref, lane, leaf_index, digest, accepted_at, expires_at,
                            attempted, sealed_envelope)
                        VALUES (:network, :id, 'FR', 'BE-2026-000001', 'URGENT', 0, zeroblob(32), 1, 2, TRUE, :sealed)
                        """)
                .bind("network", NETWORK)
                .bind("id", id)
                .bind("sealed", SEALED)
                .execute();
    }

    @Test
    void receiptsEnvelopesAndWhatIsNotFoundByItsWordsYetStayWhatTheyAre() {
        try (SqliteStore store = SqliteFile.again(folder, Logs.KEYS)) {
            assertThat(store.read(ledger -> ledger.messages().receipt(NETWORK, RECEIPTED))
                            .toCompletableFuture()
                            .join())
                    .hasValueSatisfying(
                            receipt -> assertThat(receipt.getTreeSize()).isEqualTo(7));
            assertThat(store.read(ledger -> ledger.messages().receipt(NETWORK, WAITING))
                            .toCompletableFuture()
                            .join())
                    .isEmpty();
            assertThat(store.read(ledger -> ledger.outbox().waiting())
                            .toCompletableFuture()
                            .join())
                    .hasSize(2);
        }
        try (Handle handle = SqliteFile.beside(folder)) {
            assertThat(handle.createQuery("SELECT sealed_envelope FROM sent_envelope")
                            .mapTo(byte[].class)
                            .list())
                    .hasSize(2)
                    .allSatisfy(kept -> assertThat(kept).isEqualTo(SEALED));
            assertThat(handle.createQuery("SELECT message_id FROM search_waiting")
                            .mapTo(MessageId.class)
                            .list())
                    .containsExactly(WAITING);
            assertThat(handle.createQuery("SELECT COUNT(*) FROM message WHERE length(sealed_signed_data) = 3")
                            .mapTo(Integer.class)
                            .one())
                    .isEqualTo(2);
        }
    }

    @Test
    void historiesLogsAndTheOrderOfTheListStayWhatTheyAre() {
        try (SqliteStore store = SqliteFile.again(folder, Logs.KEYS)) {
            assertThat(store.read(ledger -> ledger.requests().changedAt(RECEIPTED))
                            .toCompletableFuture()
                            .join())
                    .contains(StoreTypes.instant(2));
            assertThat(store.read(ledger -> ledger.requests().overdue(StoreTypes.instant(10)))
                            .toCompletableFuture()
                            .join())
                    .isOne();
        }
        try (Handle handle = SqliteFile.beside(folder)) {
            assertThat(handle.createQuery("SELECT sealed_detail FROM history ORDER BY line")
                            .mapTo(byte[].class)
                            .list())
                    .hasSize(2)
                    .allSatisfy(kept -> assertThat(kept).isEqualTo(SEALED));
            assertThat(handle.createQuery(
                                    "SELECT COUNT(*) FROM pair_leaf NATURAL JOIN pair_log JOIN pair_head USING (log_id)")
                            .mapTo(Integer.class)
                            .one())
                    .isOne();
            assertThat(handle.createQuery("SELECT COUNT(*) FROM pragma_foreign_key_check()")
                            .mapTo(Integer.class)
                            .one())
                    .isZero();
        }
    }
}
