package eu.vigil.node.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a line that comes back wants of the store at once. */
class EnvelopeReadsTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");

    private final SplittableRandom random = new SplittableRandom(7);
    private final Held store = new Held();
    private final EnvelopeReads<DispatchLedger> reads = new EnvelopeReads<>(store, Runnable::run);
    private final List<String> told = new ArrayList<>();

    /** A store that answers when the test says so. */
    private static final class Held implements Reads<DispatchLedger> {
        private final List<CompletableFuture<?>> asked = new ArrayList<>();

        @Override
        public <A> CompletionStage<A> read(Function<? super DispatchLedger, ? extends A> question) {
            CompletableFuture<A> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }

        @SuppressWarnings("unchecked") // an envelope is all that is asked for
        void answer(int number) {
            ((CompletableFuture<Optional<Envelope>>) asked.get(number))
                    .complete(Optional.of(Envelope.getDefaultInstance()));
        }
    }

    private void want(String name, Lane lane, long leafIndex) {
        OutboxRow row = new OutboxRow(
                new NetworkId("EU-ART13"),
                new ParticipantId("FR"),
                MessageId.of(NIGHT, random),
                Optional.empty(),
                lane,
                leafIndex,
                ByteString.EMPTY,
                NIGHT,
                NIGHT.plus(Duration.ofDays(1)),
                true);
        reads.read(row, _ -> told.add(name), () -> told.add("not " + name));
    }

    @Test
    void fourAreReadAtATimeAndTheMostUrgentOfThoseThatWaitIsNext() {
        for (int i = 0; i < 6; i++) {
            want("routine " + i, Lane.ROUTINE, i);
        }
        want("emergency", Lane.EMERGENCY, 6);
        assertThat(store.asked).hasSize(4);

        store.answer(1);
        assertThat(store.asked).hasSize(5);
        store.answer(4);
        store.answer(5);
        assertThat(told).containsExactly("routine 1", "emergency", "routine 4");
        assertThat(store.asked).hasSize(7);
    }

    @Test
    void whatCannotBeReadIsToldAndMakesRoomForTheNext() {
        for (int i = 0; i < 5; i++) {
            want("routine " + i, Lane.ROUTINE, i);
        }
        store.asked.getFirst().completeExceptionally(new ReadUnavailable("planted"));
        assertThat(told).containsExactly("not routine 0");
        assertThat(store.asked).hasSize(5);
    }

    @Test
    void whatWaitsForALinkThatIsGoneIsNotRead() {
        for (int i = 0; i < 6; i++) {
            want("routine " + i, Lane.ROUTINE, i);
        }
        reads.forget();
        for (int i = 0; i < 4; i++) {
            store.answer(i);
        }
        assertThat(store.asked).hasSize(4);
        assertThat(told).containsExactly("routine 0", "routine 1", "routine 2", "routine 3");

        want("after it", Lane.ROUTINE, 6);
        store.answer(4);
        assertThat(told).endsWith("after it");
    }
}
