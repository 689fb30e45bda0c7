package eu.vigil.node.escalation.deadman;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Port: one call of the watch. */
@FunctionalInterface
public interface WatchCall {
    /** Calls the address; does not block, and the stage never fails. */
    CompletionStage<Heard> call(URI url);

    /** Whether the watch heard it. */
    sealed interface Heard {
        /** It answered with 2xx. */
        record Yes() implements Heard {}

        /** It did not; {@code why} is for the operator. */
        record No(String why) implements Heard {}
    }
}
