package eu.vigil.config;

import eu.vigil.config.key.Setting;
import java.util.List;

/** The values in force, each with where it came from; secrets are references, so there is nothing to hide. */
public final class ConfigShow {
    private ConfigShow() {}

    /** One line a value: key, value, origin, in columns. */
    public static String text(List<Setting> settings) {
        int keys = settings.stream().mapToInt(s -> s.key().length()).max().orElse(0);
        int values = settings.stream()
                .mapToInt(s -> s.value().length())
                .filter(w -> w <= 40)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Setting setting : settings) {
            text.append(padded(setting.key(), keys))
                    .append("  ")
                    .append(padded(setting.value(), values))
                    .append("  # ")
                    .append(setting.origin())
                    .append('\n');
        }
        return text.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
