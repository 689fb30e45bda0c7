package eu.vigil.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HangupTest {
    private static final int PATIENCE_SECONDS = 10;

    private final AtomicInteger done = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void aFloodWhileOneIsWorkedOnIsOneMore() throws InterruptedException {
        try (Hangup hangup = new Hangup()) {
            hangup.start(this::work);
            hangup.ring();
            assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 1000; i++) {
                hangup.ring();
            }
            go.countDown();
            assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(done).hasValue(2);
        }
    }

    @Test
    void whatCameBeforeTheStartIsNotLost() throws InterruptedException {
        try (Hangup hangup = new Hangup()) {
            hangup.ring();
            go.countDown();
            hangup.start(this::work);
            assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDefectEndsOneTimeAndNotTheNext() throws InterruptedException {
        go.countDown();
        try (Hangup hangup = new Hangup()) {
            hangup.start(() -> {
                work();
                throw new IllegalStateException("a defect");
            });
            hangup.ring();
            assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            hangup.ring();
            assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void work() {
        begun.release();
        try {
            go.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        done.incrementAndGet();
    }
}
