package eu.vigil.pki.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was computed from the most recently used keys, at most so many; safe for many threads. */
final class Remembered<K, V> {
    private final Map<K, V> entries;

    Remembered(int entriesMax) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > entriesMax;
            }
        };
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }
}
