package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.audit.LogKeys;
import eu.vigil.node.audit.StoredLogAudit;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.operator.audit.AuditSlice;
import eu.vigil.node.operator.audit.AuditSlice.Fault;
import eu.vigil.node.operator.audit.AuditSlice.Part;
import eu.vigil.node.operator.audit.AuditSlice.What;
import eu.vigil.node.operator.audit.LogAudit.Scope;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An audit of France's store: what is whole holds, and whatever somebody changes in the file behind the node's back is named. */
class SqliteLogAuditTest {
    private static final Instant NIGHT = StoreContract.NIGHT;
    private static final HeadSigner BELGIAN = new HeadSigner(Logs.KEY);
    private static final Scope ALL = new Scope(Optional.empty(), Optional.empty(), Optional.empty());
    private static final int ROWS_AT_ONCE = 4;
    private static final MessageId MESSAGE = MessageId.of(ByteString.fromHex("01930000000070008000000000000001"));
    private static final ByteString DIGEST = ByteString.copyFrom(new byte[32]);

    @TempDir
    Path folder;

    private SqliteStore store;

    @BeforeEach
    void fill() {
        store = SqliteFile.opened(folder, Logs.KEYS);
        long number = 0;
        for (int batch : new int[] {1, 3, 2, 5, 2}) {
            long first = number;
            written(ledger -> {
                for (int i = 0; i < batch; i++) {
                    ledger.pairLogs().append(Logs.BELGIUM, Logs.leaf(Logs.BELGIUM, first + i, NIGHT));
                }
                ledger.pairLogs().append(Logs.BANK, Logs.leaf(Logs.BANK, first, NIGHT));
                return ledger.pairLogs().endBatch(NIGHT.plusSeconds(first));
            });
            number += batch;
        }
        written(ledger -> ledger.pairLogs().witness(Logs.BELGIUM, shown(), Optional.empty(), NIGHT));
        written(ledger -> {
            ledger.messages()
                    .insert(new StoredMessage(
                            Logs.BELGIUM.network(),
                            Logs.FRANCE.self(),
                            Logs.BELGIUM.peer(),
                            MESSAGE,
                            Optional.empty(),
                            "PreservationRequest",
                            NIGHT,
                            Decision.ACCEPTED,
                            new LeafPosition(Logs.BELGIUM, 1, 0),
                            DIGEST,
                            ByteString.EMPTY));
            ledger.messages().receipted(Logs.BELGIUM.network(), MESSAGE, receipt());
            return true;
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsWholeHoldsWhateverTheSizeOfASlice() {
        for (int rows : new int[] {1, 2, 3, 4, 13, 2000}) {
            List<Part> parts = audit(ALL, rows);
            assertThat(parts)
                    .allMatch(
                            part -> part.faults().isEmpty() && part.unchecked().isEmpty());
            assertThat(checked(parts, What.OUR_LOG, Logs.BELGIUM)).isEqualTo(13);
            assertThat(checked(parts, What.OUR_LOG, Logs.BANK)).isEqualTo(5);
            assertThat(checked(parts, What.PEERS_HEAD, Logs.BELGIUM)).isEqualTo(1);
            assertThat(checked(parts, What.RECEIPTS, Logs.BELGIUM)).isEqualTo(1);
            assertThat(root(parts, Logs.BELGIUM))
                    .contains(head(Logs.BELGIUM).head().root().bytes());
        }
    }

    @Test
    void aBitOfALeafThatIsFlippedInTheFileIsFoundAndNamed() throws IOException {
        ByteString leaf = Logs.leaf(Logs.BELGIUM, 5, NIGHT).toByteString();
        flipInFile(leaf, 20);
        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.where()).isEqualTo("leaf 5");
            assertThat(fault.why()).startsWith("its bytes do not have the stored hash");
        });
    }

    @Test
    void aBitOfAStoredHashThatIsFlippedInTheFileIsFoundAndNamed() throws IOException {
        ByteString nodes = raw("SELECT nodes FROM pair_leaf WHERE log_id = 1 AND leaf_index = 7");
        flipInFile(nodes.substring(2 * TreeHash.BYTES, 3 * TreeHash.BYTES), 0);
        assertThat(faults())
                .contains(new Fault("leaf 7", "the stored hash over leaves 4 to 7 is not that of its two halves"))
                .allMatch(fault -> fault.where().equals("leaf 7"));
    }

    @Test
    void aBitOfAHeadThatIsFlippedInTheFileIsFoundAndNamed() throws IOException {
        ByteString root = raw("SELECT root FROM pair_head WHERE log_id = 1 AND tree_size = 6");
        flipInFile(root, 31);
        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.where()).isEqualTo("head of 6 leaves");
            assertThat(fault.why()).startsWith("its root is not that of the tree");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE pair_log SET root = zeroblob(32) WHERE log_id = 1                               | newest head           | the log's root is not that of its tree
                    UPDATE pair_log SET tree_size = 12 WHERE log_id = 1                                    | leaf 12               | 1 leaves stand behind the 12
                    UPDATE pair_log SET tree_size = 14 WHERE log_id = 1                                    | leaf 13               | is missing
                    DELETE FROM pair_leaf WHERE log_id = 1 AND leaf_index = 9                              | leaf 9                | is missing; nothing behind it was checked
                    DELETE FROM pair_head WHERE log_id = 1 AND tree_size = 13                              | newest head           | no head is kept for all 13 leaves
                    UPDATE pair_head SET tree_size = 99 WHERE log_id = 1 AND tree_size = 13                | head of 99 leaves     | the log has only 13 leaves
                    UPDATE pair_head SET at = 0 WHERE log_id = 1 AND tree_size = 11                        | head of 11 leaves     | is dated before the head before it
                    UPDATE pair_leaf SET nodes = zeroblob(64) WHERE log_id = 1 AND leaf_index = 6          | leaf 6                | its row holds 64 bytes of hashes instead of 32
                    UPDATE pair_leaf SET leaf = x'ff' WHERE log_id = 1 AND leaf_index = 2                  | leaf 2                | its bytes are no leaf
                    UPDATE pair_leaf SET leaf = (SELECT leaf FROM pair_leaf WHERE log_id = 2 AND leaf_index = 2) WHERE log_id = 1 AND leaf_index = 2 | leaf 2 | it speaks of 'BE/BANK-1', not of BE
                    UPDATE witnessed_head SET note = replace(note, 'A', 'B')                               | the peer's head of 1 leaves |
                    UPDATE witnessed_head SET root = zeroblob(32)                                          | the peer's head of 1 leaves | what is kept of it is not what BE signed
                    UPDATE message SET digest = x'0101010101010101010101010101010101010101010101010101010101010101' | receipt for message 01930000-0000-7000-8000-000000000001 | the leaf's digest is not that of the message
                    UPDATE receipt SET receipt = x'ff'                                                     | receipt for message 01930000-0000-7000-8000-000000000001 | its bytes are no receipt
                    UPDATE receipt SET receipt = x''                                                       | receipt for message 01930000-0000-7000-8000-000000000001 | it is for another message
                    INSERT INTO fork_evidence (network, peer, known_note, shown_note, at) VALUES ('EU-ART13', 'BE', 'a', 'b', 0) | the peer's head of 1 leaves | the peer has signed 1 heads that do not fit
                    """)
    void whateverIsChangedBehindTheNodesBackIsNamed(String change, String where, String why) {
        sql(change);
        for (int rows : new int[] {ROWS_AT_ONCE, 2000}) {
            List<Part> parts = audit(ALL, rows);
            assertThat(parts.stream().flatMap(part -> part.faults().stream()))
                    .as("%d rows at once", rows)
                    .anySatisfy(fault -> {
                        assertThat(fault.where()).isEqualTo(where);
                        assertThat(fault.why()).contains(why == null ? "" : why);
                    });
            assertThat(parts.stream().filter(part -> part.peer().equals(Logs.BANK.peer())))
                    .as("the other log")
                    .allMatch(part -> part.faults().isEmpty());
        }
    }

    @Test
    void onlyWhatIsAskedForIsChecked() {
        List<Part> bank = audit(
                new Scope(Optional.of(Logs.BANK.peer()), Optional.of(Logs.BANK.network()), Optional.empty()), 2000);
        assertThat(bank).singleElement().satisfies(part -> {
            assertThat(part.peer()).isEqualTo(Logs.BANK.peer());
            assertThat(part.checked()).isEqualTo(5);
        });
        assertThat(auditor(2000, new Keys(true))
                        .check(new Scope(Optional.of(new ParticipantId("SE")), Optional.empty(), Optional.empty())))
                .isEqualTo(new Answer.NotFound<AuditSlice>("no log is kept for SE"));
    }

    @Test
    void whatHasNoKeyInTheDirectoryAnyMoreIsSaidToBeUnchecked() {
        List<Part> parts = audit(auditor(2000, new Keys(false)), ALL);
        assertThat(parts.stream().flatMap(part -> part.faults().stream())).isEmpty();
        assertThat(parts.stream().flatMap(part -> part.unchecked().stream()))
                .containsExactly(
                        "the head of its log: BE is not in the directory, which would have its log key",
                        "1 receipts: BE is not in the directory, which would have its log key");
    }

    @Test
    void aCursorThatNoSliceGaveIsRefused() {
        for (String cursor : List.of("", "logs", "logs:1", "logs:-1:0", "receipts:eu:", "receipts:EU-ART13:zz")) {
            assertThat(auditor(2000, new Keys(true))
                            .check(new Scope(Optional.empty(), Optional.empty(), Optional.of(cursor))))
                    .isEqualTo(Answer.Invalid.<AuditSlice>of("cursor", "is none that a slice gave"));
        }
    }

    @Test
    void whileTheJournalGoesOnTheAuditSeesOnlyWhatIsWhole() {
        StoredLogAudit<StoreTransaction> auditor = auditor(ROWS_AT_ONCE, new Keys(true));
        List<Part> parts = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int slices = 0;
        do {
            written(ledger -> {
                ledger.pairLogs().append(Logs.BELGIUM, Logs.leaf(Logs.BELGIUM, 1000, NIGHT));
                return ledger.pairLogs().endBatch(NIGHT.plusSeconds(1000));
            });
            AuditSlice slice = slice(auditor, new Scope(Optional.empty(), Optional.empty(), cursor));
            parts.addAll(slice.parts());
            cursor = slice.next();
            slices++;
        } while (cursor.isPresent() && slices < 100);
        assertThat(cursor).isEmpty();
        assertThat(parts).allMatch(part -> part.faults().isEmpty());
    }

    private List<Fault> faults() {
        return audit(ALL, ROWS_AT_ONCE).stream()
                .flatMap(part -> part.faults().stream())
                .toList();
    }

    private List<Part> audit(Scope scope, int rowsAtOnce) {
        return audit(auditor(rowsAtOnce, new Keys(true)), scope);
    }

    private StoredLogAudit<StoreTransaction> auditor(int rowsAtOnce, LogKeys keys) {
        return new StoredLogAudit<>(store, Logs.FRANCE, keys, () -> NIGHT, rowsAtOnce);
    }

    private static List<Part> audit(StoredLogAudit<StoreTransaction> auditor, Scope scope) {
        List<Part> parts = new ArrayList<>();
        Optional<String> cursor = scope.cursor();
        do {
            AuditSlice slice = slice(auditor, new Scope(scope.peer(), scope.network(), cursor));
            parts.addAll(slice.parts());
            cursor = slice.next();
        } while (cursor.isPresent());
        return parts;
    }

    private static AuditSlice slice(StoredLogAudit<StoreTransaction> auditor, Scope scope) {
        Answer<AuditSlice> answer = auditor.check(scope);
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return ((Answer.Done<AuditSlice>) answer).result();
    }

    private static long checked(List<Part> parts, What what, PairLogId log) {
        return parts.stream()
                .filter(part -> part.what() == what && part.peer().equals(log.peer()))
                .mapToLong(Part::checked)
                .sum();
    }

    private static Optional<ByteString> root(List<Part> parts, PairLogId log) {
        return parts.stream()
                .filter(part -> part.what() == What.OUR_LOG && part.peer().equals(log.peer()))
                .flatMap(part -> part.root().stream())
                .findFirst();
    }

    private record Keys(boolean listed) implements LogKeys {
        @Override
        public Optional<List<ByteString>> of(PairLogId log) {
            return listed ? Optional.of(List.of(Logs.KEY.publicKey32())) : Optional.empty();
        }

        @Override
        public Stream<PairLogId> known() {
            return listed ? Stream.of(Logs.BELGIUM, Logs.BANK) : Stream.of();
        }
    }

    private HeadReading.Signed head(PairLogId log) {
        return store.<Optional<HeadReading.Signed>>read(
                        ledger -> ledger.pairLogs().head(log))
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    /** Belgium's log for France with one leaf. */
    private static HeadReading.Signed shown() {
        Head head = new Head(Logs.FRANCE.theirs(Logs.BELGIUM, 1).text(), 1, TreeHash.ofLeaf(belgianLeaf()));
        return new HeadReading.Signed(head, BELGIAN.sign(head));
    }

    private static ByteString belgianLeaf() {
        return Leaf.newBuilder(Logs.leaf(Logs.BELGIUM, 1, NIGHT))
                .setPeer("FR")
                .setMessageId(MESSAGE.bytes())
                .setDigest(DIGEST)
                .build()
                .toByteString();
    }

    private static Receipt receipt() {
        return Receipt.newBuilder()
                .setMessageId(MESSAGE.bytes())
                .setLeaf(belgianLeaf())
                .setLeafIndex(0)
                .setTreeSize(1)
                .setHead(shown().note())
                .build();
    }

    private <R> R written(Function<StoreTransaction, R> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        R result = work.apply(open.ledger());
        assertThat(open.commit(NIGHT)).isInstanceOf(Transactions.Commit.Durable.class);
        return result;
    }

    /** Flips one bit of these bytes where they stand in the file, as a bad disk would or somebody with an editor. */
    private void flipInFile(ByteString bytes, int at) throws IOException {
        store.close();
        Path file = folder.resolve("store.db");
        byte[] all = Files.readAllBytes(file);
        int found = 0;
        for (int i = 0; i + bytes.size() <= all.length; i++) {
            if (ByteBuffer.wrap(all, i, bytes.size()).equals(bytes.asReadOnlyByteBuffer())) {
                all[i + at] ^= 1;
                found++;
            }
        }
        assertThat(found).as("places in the file").isEqualTo(1);
        Files.write(file, all);
        store = SqliteFile.opened(folder);
    }

    private ByteString raw(String query) {
        try (Connection connection = connection();
                var rows = connection.createStatement().executeQuery(query)) {
            return ByteString.copyFrom(rows.getBytes(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void sql(String change) {
        try (Connection connection = connection()) {
            assertThat(connection.createStatement().executeUpdate(change)).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
    }
}
