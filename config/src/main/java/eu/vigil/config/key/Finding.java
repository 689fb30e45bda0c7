package eu.vigil.config.key;

/** How a problem or a warning is told. */
final class Finding {
    private Finding() {}

    static String line(String key, Origin origin, String text) {
        String where = origin instanceof Origin.Default ? "" : " (" + origin + ")";
        return (key.isEmpty() ? "the file" : key) + where + ": " + text;
    }
}
