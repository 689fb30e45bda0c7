package eu.vigil.config.key;

/**
 * Something that lets the node start, but that somebody should put right before the night.
 *
 * @param key the whole key
 * @param origin where it was written
 * @param text what is to be feared and what would be right
 */
public record Warning(String key, Origin origin, String text) {
    /** One line for people. */
    @Override
    public String toString() {
        return Finding.line(key, origin, text);
    }
}
