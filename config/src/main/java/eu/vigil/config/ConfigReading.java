package eu.vigil.config;

import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Setting;
import eu.vigil.config.key.Warning;
import java.util.List;

/**
 * What reading a configuration gave.
 *
 * @param <T> what was to be read
 */
public sealed interface ConfigReading<T> {
    /**
     * A configuration to work with.
     *
     * @param config the values
     * @param settings the same, one by one, each with where it came from
     * @param warnings what should be put right all the same
     */
    record Loaded<T>(T config, List<Setting> settings, List<Warning> warnings) implements ConfigReading<T> {}

    /**
     * No configuration.
     *
     * @param problems all of them, never empty, by file and line
     */
    record Faulty<T>(List<Problem> problems) implements ConfigReading<T> {}
}
