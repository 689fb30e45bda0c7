package eu.vigil.node.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts tokens that did not hold, per address and minute. Who went over the limit is answered 429 for further failures; a
 * token that holds is never refused, or a stranger behind the same proxy could lock the duty officer out.
 */
final class FailedTokens {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int ADDRESSES_MAX = 4096;

    private final int failuresMax;
    private final Map<String, Window> windows = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    FailedTokens(int failuresMax) {
        this.failuresMax = failuresMax;
    }

    /** Counts one failure; true if it is over the limit. */
    synchronized boolean failed(String address, Instant now) {
        Window window = windows.get(address);
        if (window == null || !now.isBefore(window.since().plus(WINDOW))) {
            window = new Window(now, 0);
        }
        int failures = Math.min(window.failures() + 1, failuresMax + 1);
        windows.put(address, new Window(window.since(), failures));
        return failures > failuresMax;
    }

    private record Window(Instant since, int failures) {}
}
