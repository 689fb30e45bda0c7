package eu.vigil.config;

import eu.vigil.config.key.Manual;
import eu.vigil.config.key.Setting;
import eu.vigil.config.key.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key whose value is not what it was.
 *
 * @param before the old value as it was written; empty if there was none
 * @param after the new value as it is written; empty if there is none any more
 * @param reloads whether a running node takes it
 */
public record ConfigChange(String key, Optional<String> before, Optional<String> after, boolean reloads) {
    private static final String NOTHING = "nothing";
    private static final String HIDDEN = "a value that is not shown";
    private static final Shape.Section KEYS = Shape.of(VigilConfig.class);

    /** Every difference between two readings, in the order of the keys; what may act as a password is left out of the values. */
    public static List<ConfigChange> between(List<Setting> before, List<Setting> after) {
        Map<String, String> old = values(before);
        Map<String, String> fresh = values(after);
        Set<String> keys = new LinkedHashSet<>(fresh.keySet());
        keys.addAll(old.keySet());
        return keys.stream()
                .filter(key -> !Optional.ofNullable(old.get(key)).equals(Optional.ofNullable(fresh.get(key))))
                .map(key -> change(key, Optional.ofNullable(old.get(key)), Optional.ofNullable(fresh.get(key))))
                .toList();
    }

    private static ConfigChange change(String key, Optional<String> before, Optional<String> after) {
        Optional<Manual.Entry> entry = Manual.entry(KEYS, key);
        boolean hidden = entry.map(known -> known.key().hidden()).orElse(true);
        return new ConfigChange(
                key,
                before.map(value -> hidden ? HIDDEN : value),
                after.map(value -> hidden ? HIDDEN : value),
                entry.map(Manual.Entry::reloads).orElse(false));
    }

    private static Map<String, String> values(List<Setting> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }

    /** {@code limits.links: 1024 -> 2048}. */
    @Override
    public String toString() {
        return "%s: %s -> %s".formatted(key, before.orElse(NOTHING), after.orElse(NOTHING));
    }
}
