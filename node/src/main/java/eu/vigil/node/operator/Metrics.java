package eu.vigil.node.operator;

/** What a monitoring system asks. */
@FunctionalInterface
public interface Metrics {
    /** Prometheus' text format, version 0.0.4. No case content, and no token is asked for: it is open like health. */
    String text();
}
