package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.Outbox;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.journal.Transactions;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one transaction adds it also finds, although it is written to the store only when somebody looks for it. */
class SqliteOutboxTest {
    private static final Instant AT = Instant.parse("2026-03-29T01:10:00Z");
    private static final SplittableRandom RANDOM = new SplittableRandom(1);
    private static final OutboxRow ONE = row(1);
    private static final OutboxRow OTHER = row(2);

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

    private static OutboxRow row(int leaf) {
        return new OutboxRow(
                new NetworkId("EU-ART13"),
                new ParticipantId("FR"),
                MessageId.of(AT, RANDOM),
                Optional.empty(),
                Lane.URGENT,
                leaf,
                ByteString.copyFrom(new byte[32]),
                AT,
                AT.plus(Duration.ofHours(1)),
                false);
    }

    private static Envelope envelope(OutboxRow row) {
        return Envelope.newBuilder().setSealed(row.id().bytes()).build();
    }

    private void written(Consumer<Outbox> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        work.accept(open.ledger().outbox());
        assertThat(open.commit(AT)).isInstanceOf(Transactions.Commit.Durable.class);
    }

    @Test
    void theTransactionThatAddsAMessageFindsItsEnvelope() {
        written(outbox -> {
            outbox.add(ONE, envelope(ONE));
            outbox.add(OTHER, envelope(OTHER));
            assertThat(outbox.envelope(OTHER.network(), OTHER.id())).contains(envelope(OTHER));
            assertThat(outbox.envelope(ONE.network(), ONE.id())).contains(envelope(ONE));
        });
    }

    @Test
    void whatIsSealedAgainTakesThePlaceOfWhatWasSealedBefore() {
        written(outbox -> {
            outbox.add(ONE, envelope(ONE));
            outbox.sealedAgain(ONE, envelope(OTHER));
            assertThat(outbox.envelope(ONE.network(), ONE.id())).contains(envelope(OTHER));
        });
        written(outbox -> outbox.sealedAgain(ONE, envelope(ONE)));
        written(outbox -> assertThat(outbox.envelope(ONE.network(), ONE.id())).contains(envelope(ONE)));
    }

    @Test
    void theTransactionThatAddsAMessageMayAttemptAndEndIt() {
        written(outbox -> {
            outbox.add(ONE, envelope(ONE));
            outbox.add(OTHER, envelope(OTHER));
            assertThat(outbox.attempted(ONE.network(), ONE.id())).isTrue();
            assertThat(outbox.end(ONE.network(), ONE.id(), AT)).isTrue();
            assertThat(outbox.end(ONE.network(), ONE.id(), AT)).isFalse();
            assertThat(outbox.waiting()).containsExactly(OTHER);
        });
    }

    @Test
    void anEarlierMessageEndsWhileNewOnesWait() {
        written(outbox -> outbox.add(ONE, envelope(ONE)));
        written(outbox -> {
            outbox.add(OTHER, envelope(OTHER));
            assertThat(outbox.end(ONE.network(), ONE.id(), AT)).isTrue();
            assertThat(outbox.waiting()).containsExactly(OTHER);
        });
        written(outbox ->
                assertThat(outbox.envelope(OTHER.network(), OTHER.id())).contains(envelope(OTHER)));
    }
}
