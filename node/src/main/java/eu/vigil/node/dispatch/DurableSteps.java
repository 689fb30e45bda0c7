package eu.vigil.node.dispatch;

import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.journal.Unit;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be written before the way to a peer goes on. If it cannot be written, the message stands still until it can: none may wait for
 * a step that nobody takes any more.
 *
 * @param parts where it is written, and the lane on which it goes on
 * @param defect hears what cannot happen
 * @param <T> the ledger
 */
record DurableSteps<T extends DispatchLedger>(Dispatch.Parts<T> parts, Consumer<Throwable> defect) {
    private static final Logger LOG = LoggerFactory.getLogger(DurableSteps.class);
    private static final int RECORD_BYTES = 1024;

    /** After a refusal by the journal, which has too much to do. */
    private static final Duration WRITE_AGAIN = Duration.ofMillis(100);
    /** After a defect, which may be gone once something else has changed. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /** Writes it for a message, and goes on only once that is durable. */
    <A> void write(OutboxRow row, Unit<? super T, A> unit, Consumer<A> then) {
        parts.journal()
                .submit(unit, Priority.of(row.lane(), Priority.TRAFFIC), RECORD_BYTES)
                .thenAcceptAsync(
                        outcome -> {
                            switch (outcome) {
                                case Outcome.Committed<A>(A result, var _) -> then.accept(result);
                                case Outcome.NotTaken<A>(boolean stopping) -> {
                                    if (!stopping) {
                                        parts.alarms().after(WRITE_AGAIN, () -> write(row, unit, then));
                                    }
                                }
                                case Outcome.Failed<A>(Throwable cause) -> {
                                    LOG.atError()
                                            .setCause(cause)
                                            .addKeyValue("id", row.id())
                                            .log("not recorded; tried again in a moment");
                                    parts.alarms().after(TRY_AGAIN, () -> write(row, unit, then));
                                }
                                case Outcome.Unknown<A>() -> {} // the node is ending
                            }
                        },
                        parts.lane())
                .exceptionallyAsync(
                        thrown -> {
                            defect.accept(thrown);
                            return null;
                        },
                        parts.lane());
    }
}
