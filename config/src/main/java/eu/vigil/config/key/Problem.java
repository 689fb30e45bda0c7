package eu.vigil.config.key;

/**
 * Something that stops the node from starting.
 *
 * @param key the whole key: {@code link.listen}, {@code escalation.policies.urgent.steps[0].after}
 * @param origin where it was written; {@link Origin.Default} if it was written nowhere
 * @param text what is wrong and what would be right
 */
public record Problem(String key, Origin origin, String text) {
    /** One line for people. */
    @Override
    public String toString() {
        return Finding.line(key, origin, text);
    }
}
