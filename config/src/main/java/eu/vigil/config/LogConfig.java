package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.LogFormat;
import eu.vigil.config.value.LogLevel;

/** The log, which goes to standard output and never holds a message's content. */
public record LogConfig(
        @Key(doc = "The least important event that is logged.", byDefault = "INFO", reloads = true)
        LogLevel level,

        @Key(doc = "auto is text on a terminal and JSON elsewhere.", byDefault = "auto")
        LogFormat format) {}
