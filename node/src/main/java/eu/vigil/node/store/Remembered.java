package eu.vigil.node.store;

import eu.vigil.node.casework.RequestRecord;
import eu.vigil.pki.vault.CaseKey;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What transactions of one connection know without asking. The writer alone writes: what it has read or written stays so until it writes
 * again, and one message alone asks for its request a dozen times, in two transactions. Who takes back a transaction forgets everything.
 *
 * @param requests as they stand
 * @param lines how many the history of a request has
 * @param keys of cases, unwrapped
 * @param series the newest number of each
 * @param policies versions of those that are pinned
 * @param logs where our pair logs end
 */
record Remembered(
        Map<MessageId, RequestRecord> requests,
        Map<MessageId, Integer> lines,
        Map<CaseRef, CaseKey> keys,
        Map<SeriesRows.Series, Integer> series,
        Set<String> policies,
        LogTips logs) {
    /** As many messages as are on their way in a flood, with room: between a release and its receipt others are released. */
    private static final int KEPT_MAX = 4096;

    /** Nothing yet. */
    static Remembered nothing() {
        return new Remembered(
                new Latest<>(), new Latest<>(), new Latest<>(), new Latest<>(), new HashSet<>(), new LogTips());
    }

    void forget() {
        requests.clear();
        lines.clear();
        keys.clear();
        series.clear();
        policies.clear();
        logs.forget();
    }

    @SuppressWarnings("serial") // nobody writes it anywhere
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT_MAX;
        }
    }
}
