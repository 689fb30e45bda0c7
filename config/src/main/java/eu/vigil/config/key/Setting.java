package eu.vigil.config.key;

/**
 * A value in force.
 *
 * @param key the whole key
 * @param value as it is written in a file
 * @param origin where it was written
 */
public record Setting(String key, String value, Origin origin) {}
