package eu.vigil.node.desk;

import eu.vigil.node.casework.SearchRows;
import eu.vigil.node.casework.SearchWords;
import eu.vigil.node.journal.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the words by which cases are found, a moment after their messages: what a message costs to receive is paid by nobody who waits.
 * Few at once, read beforehand, so that nothing urgent waits long for them, and not without end, so that a flood of messages goes first.
 *
 * @param <T> the ledger
 */
final class SearchKeeping<T extends DeskLedger> {
    private static final Logger LOG = LoggerFactory.getLogger(SearchKeeping.class);
    private static final int MESSAGES_AT_ONCE_MAX = 5;
    private static final int ROUNDS_MAX = 25;
    private static final Duration TIME_MAX = Duration.ofMillis(25);

    private final Ledgers<T> ledgers;
    private final InstantSource clock;

    SearchKeeping(Ledgers<T> ledgers, InstantSource clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** Keeps the words of some messages, if there are any: of fewer, the busier the machine. To be called every second or so. */
    void keep() {
        Instant end = clock.instant().plus(TIME_MAX);
        try {
            int round = 0;
            while (keepSome() == MESSAGES_AT_ONCE_MAX
                    && ++round < ROUNDS_MAX
                    && clock.instant().isBefore(end)) {
                // the next ones
            }
        } catch (Ledgers.Unavailable e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("words are kept in a moment");
        }
    }

    /** Returns of how many messages. */
    private int keepSome() {
        List<SearchRows.Unsearched> messages =
                ledgers.read(ledger -> ledger.searchRows().unsearched(MESSAGES_AT_ONCE_MAX));
        if (!messages.isEmpty()) {
            List<Set<String>> words = messages.stream()
                    .map(message -> SearchWords.of(Contents.of(message.message())))
                    .toList();
            ledgers.write(
                    (ledger, _) -> {
                        for (int i = 0; i < words.size(); i++) {
                            ledger.searchRows().keep(messages.get(i), words.get(i));
                        }
                        return true;
                    },
                    Priority.TRAFFIC);
        }
        return messages.size();
    }
}
