package eu.vigil.node.desk;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Port: how somebody who may wait waits for what others do. Where one thread does everything, it does the others' work meanwhile. */
public interface Patience {
    /** Each waits on a thread of his own. */
    Patience OF_THREADS = new Patience() {
        @Override
        public <A> A await(CompletionStage<A> stage, Duration most)
                throws InterruptedException, ExecutionException, TimeoutException {
            return stage.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
        }
    };

    /** Waits for the stage's end, at most so long. */
    <A> A await(CompletionStage<A> stage, Duration most)
            throws InterruptedException, ExecutionException, TimeoutException;
}
