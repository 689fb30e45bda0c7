package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.Messages;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Transactions;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Receipt;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one transaction adds it also finds, although it is written to the store only when somebody looks for it. */
class SqliteMessagesTest {
    private static final Instant AT = Instant.parse("2026-03-29T01:10:00Z");
    private static final SplittableRandom RANDOM = new SplittableRandom(1);
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final ParticipantId SELF = Logs.KEYS.logs().self();
    private static final ParticipantId PEER = new ParticipantId("NL");
    private static final CaseRef CASE = new CaseRef("BE-2026-000001");
    private static final StoredMessage ONE = message(0);
    private static final StoredMessage OTHER = message(1);

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

    private static StoredMessage message(int leaf) {
        return new StoredMessage(
                NETWORK,
                SELF,
                PEER,
                MessageId.of(AT, RANDOM),
                Optional.of(CASE),
                "PreservationRequest",
                AT,
                Decision.ACCEPTED,
                new LeafPosition(new PairLogId(NETWORK, PEER), 1, leaf),
                ByteString.copyFrom(new byte[32]),
                ByteString.copyFromUtf8("signed " + leaf));
    }

    private void written(Consumer<Messages> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        work.accept(open.ledger().messages());
        assertThat(open.commit(AT)).isInstanceOf(Transactions.Commit.Durable.class);
    }

    private void bothAdded(Consumer<Messages> look) {
        written(messages -> {
            messages.insert(ONE);
            messages.insert(OTHER);
            look.accept(messages);
        });
    }

    @Test
    void theTransactionThatAddsAMessageFindsIt() {
        bothAdded(
                messages -> assertThat(messages.find(NETWORK, SELF, OTHER.id())).contains(OTHER));
        written(messages -> assertThat(messages.find(NETWORK, SELF, ONE.id())).contains(ONE));
    }

    @Test
    void theTransactionThatAddsAMessageKnowsThatItsIdIsClaimed() {
        bothAdded(messages -> assertThat(messages.claim(NETWORK, SELF, OTHER.id()))
                .contains(new Messages.Claim(OTHER.digest(), OTHER.position())));
    }

    @Test
    void theTransactionThatAddsAMessageKnowsItsKind() {
        bothAdded(messages -> assertThat(messages.kind(NETWORK, OTHER.id())).contains("PreservationRequest"));
    }

    @Test
    void theTransactionThatAddsMessagesOfACaseFindsThemInTheOrderOfTheirLeaves() {
        bothAdded(messages -> assertThat(messages.ofCase(NETWORK, CASE)).containsExactly(ONE, OTHER));
    }

    @Test
    void theNewestReceiptOfAMessageIsKept() {
        written(messages -> {
            messages.receipted(NETWORK, ONE.id(), receipt(7));
            assertThat(messages.receipt(NETWORK, ONE.id())).contains(receipt(7));
            messages.receipted(NETWORK, ONE.id(), receipt(8));
            messages.receipted(NETWORK, ONE.id(), receipt(9));
        });
        written(messages -> {
            assertThat(messages.receipt(NETWORK, ONE.id())).contains(receipt(9));
            messages.receipted(NETWORK, ONE.id(), receipt(10));
        });
        written(messages -> assertThat(messages.receipt(NETWORK, ONE.id())).contains(receipt(10)));
    }

    private static Receipt receipt(long size) {
        return Receipt.newBuilder().setTreeSize(size).build();
    }
}
