package eu.vigil.node.desk;

import eu.vigil.node.casework.DueWatches;
import eu.vigil.node.journal.Priority;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for deadlines that are near or missed. To look costs one read of an index in which only what still wants somebody stands.
 *
 * @param <T> the ledger
 */
final class DeadlineWatch<T extends DeskLedger> {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);
    private static final int REQUESTS_AT_ONCE_MAX = 50;

    private final Ledgers<T> ledgers;
    private final DueWatches<? super T> watches;
    private final InstantSource clock;

    DeadlineWatch(Ledgers<T> ledgers, DueWatches<? super T> watches, InstantSource clock) {
        this.ledgers = ledgers;
        this.watches = watches;
        this.clock = clock;
    }

    /** Tells everything that is due; to be called every second or so. */
    void look() {
        try {
            while (isDue()) {
                Instant now = clock.instant();
                int told =
                        ledgers.write((ledger, _) -> watches.tell(ledger, REQUESTS_AT_ONCE_MAX, now), Priority.PEOPLE);
                LOG.atInfo().addKeyValue("requests", told).log("deadlines are near or missed");
            }
        } catch (Ledgers.Unavailable e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("deadlines are looked for again in a moment");
        }
    }

    private boolean isDue() {
        Instant now = clock.instant();
        return ledgers.read(ledger -> !ledger.requests().watchDue(now, 1).isEmpty());
    }
}
