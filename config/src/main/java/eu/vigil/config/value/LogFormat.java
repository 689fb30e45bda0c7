package eu.vigil.config.value;

import java.util.Locale;

/** How an event is written. */
public enum LogFormat {
    /** Text on a terminal, JSON elsewhere. */
    AUTO,
    TEXT,
    JSON;

    /** The name as it is written in the file: {@code auto}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
