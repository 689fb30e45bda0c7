package eu.vigil.config.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the node keeps what it has accepted. */
public sealed interface StoreLocation {
    /**
     * The embedded store.
     *
     * @param file its file; a relative path is taken from the data folder
     */
    record Sqlite(Path file) implements StoreLocation {
        @Override
        public String toString() {
            return "sqlite:" + file;
        }
    }

    /**
     * A PostgreSQL that replicas share.
     *
     * @param url as its JDBC driver wants it, without a password
     */
    record Postgresql(String url) implements StoreLocation {
        @Override
        public String toString() {
            return url;
        }
    }

    /** The location that a text means: {@code sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}. */
    static Parsed<StoreLocation> parse(String text) {
        if (text.startsWith("sqlite:") && text.length() > "sqlite:".length()) {
            try {
                return Parsed.value(new Sqlite(Path.of(text.substring("sqlite:".length()))));
            } catch (InvalidPathException _) {
                return wrong(text);
            }
        }
        if (text.startsWith("jdbc:postgresql://")) {
            // Not repeated: what stands there is a password.
            return text.matches("(?i).*([?&]password=|//[^/]*@).*")
                    ? Parsed.wrong("a password does not belong into the store's address")
                    : Parsed.value(new Postgresql(text));
        }
        return wrong(text);
    }

    private static Parsed<StoreLocation> wrong(String text) {
        return Parsed.wrong(
                "'%s' is not a store; write sqlite:FILE or jdbc:postgresql://HOST/DATABASE".formatted(text));
    }
}
