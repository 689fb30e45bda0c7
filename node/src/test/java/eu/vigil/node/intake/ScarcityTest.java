package eu.vigil.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.intake.Scarcity.Disk;
import eu.vigil.node.intake.Scarcity.Queue;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScarcityTest {
    private static final long GIB = 1L << 30;
    private static final Scarcity.Lines LINES = new Scarcity.Lines(GIB, GIB / 4, 4096);

    @Test
    void belowOneGibibyteNothingNewThatCanWaitIsTaken() {
        Scarcity low = LINES.judge(Scarcity.NONE, GIB - 1, 0);
        assertThat(low).isEqualTo(new Scarcity(Disk.LOW, Queue.SHORT));
        assertThat(low.refusal(Lane.ROUTINE)).contains(Busy.Reason.DISK_LOW);
        assertThat(low.refusal(Lane.BULK)).contains(Busy.Reason.DISK_LOW);
        assertThat(low.refusal(Lane.URGENT)).isEmpty();
        assertThat(low.refusal(Lane.EMERGENCY)).isEmpty();
        assertThat(low.held()).containsExactlyInAnyOrder(Lane.ROUTINE, Lane.BULK);
        assertThat(low.recordsOnlyAcknowledgements()).isFalse();
        assertThat(LINES.judge(low, GIB, 0)).isEqualTo(Scarcity.NONE);
    }

    @Test
    void belowAQuarterOnlyAcknowledgementsAreRecordedAndTheLanesTheyTravelInStayOpen() {
        Scarcity critical = LINES.judge(Scarcity.NONE, GIB / 4 - 1, 0);
        assertThat(critical.recordsOnlyAcknowledgements()).isTrue();
        assertThat(critical.held()).doesNotContain(Lane.EMERGENCY, Lane.URGENT);
    }

    @Test
    void aLongQueueHoldsWhatCanWaitAndAVeryLongOneEverything() {
        Scarcity half = LINES.judge(Scarcity.NONE, GIB, 2048);
        assertThat(half.held()).containsExactlyInAnyOrder(Lane.ROUTINE, Lane.BULK);
        assertThat(half.refusal(Lane.ROUTINE)).isEmpty();
        Scarcity nearlyFull = LINES.judge(half, GIB, 3072);
        assertThat(nearlyFull.held()).containsAll(Set.of(Lane.EMERGENCY, Lane.URGENT, Lane.ROUTINE));
        assertThat(nearlyFull.refusal(Lane.ROUTINE)).contains(Busy.Reason.JOURNAL_FULL);
        assertThat(nearlyFull.refusal(Lane.EMERGENCY)).isEmpty();
    }

    @Test
    void whatWasHeldIsFreedOnlyOnceTheQueueIsHalfAsLong() {
        Scarcity nearlyFull = LINES.judge(Scarcity.NONE, GIB, 3072);
        assertThat(LINES.judge(nearlyFull, GIB, 1536).journal()).isEqualTo(Queue.VERY_LONG);
        Scarcity shorter = LINES.judge(nearlyFull, GIB, 1535);
        assertThat(shorter.journal()).isEqualTo(Queue.LONG);
        assertThat(LINES.judge(shorter, GIB, 1024).journal()).isEqualTo(Queue.LONG);
        assertThat(LINES.judge(shorter, GIB, 1023).journal()).isEqualTo(Queue.SHORT);
    }

    @Test
    void theLinksAreToldOnlyWhenItChangesWhatTheyMayGive() {
        AtomicLong free = new AtomicLong(GIB);
        AtomicInteger waiting = new AtomicInteger();
        List<Set<Lane>> told = new ArrayList<>();
        Stock stock = new Stock(LINES, free::get, waiting::get, told::add);
        stock.look();
        assertThat(told).isEmpty();

        waiting.set(4000);
        stock.get();
        free.set(1);
        stock.look();
        assertThat(told).hasSize(1);
        assertThat(stock.get().recordsOnlyAcknowledgements()).isTrue();

        free.set(GIB);
        waiting.set(0);
        stock.look();
        assertThat(told).hasSize(2).last().isEqualTo(Set.of());
    }
}
