package eu.vigil.config.value;

/** The least important event that is logged. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
