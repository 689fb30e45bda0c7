package eu.vigil.node.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;

/** SQLite stores for tests. Flyway makes the tables once; every other store begins as a copy of the first. */
public final class SqliteFile {
    private static final byte[] EMPTY_STORE = emptyStore();

    private SqliteFile() {}

    private static byte[] emptyStore() {
        try {
            Path folder = Files.createTempDirectory("vigil-store");
            try {
                opened(folder).close();
                return Files.readAllBytes(folder.resolve("store.db"));
            } finally {
                for (String name : new String[] {"store.db", "vigil.lock"}) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SqliteStore opened(Path folder) {
        return over(folder, Logs.KEYS, StoreLimits.USUAL);
    }

    private static SqliteStore over(Path folder, StoreKeys keys, StoreLimits limits) {
        return switch (SqliteStore.open(folder, "store.db", keys, limits)) {
            case StoreOpening.Opened(var store) -> store;
            case StoreOpening.Refused(var why) -> throw new AssertionError(why);
        };
    }

    /** A fresh store in this folder that works with these keys. */
    public static SqliteStore opened(Path folder, StoreKeys keys) {
        return opened(folder, keys, StoreLimits.USUAL);
    }

    /** A fresh store that works with these keys within these limits. */
    public static SqliteStore opened(Path folder, StoreKeys keys, StoreLimits limits) {
        try {
            Files.write(folder.resolve("store.db"), EMPTY_STORE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return over(folder, keys, limits);
    }

    /** The store that an earlier run left in this folder. */
    public static SqliteStore again(Path folder, StoreKeys keys) {
        return over(folder, keys, StoreLimits.USUAL);
    }

    /** A connection of one's own to the store in this folder. */
    static Handle beside(Path folder) {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("store.db"));
        return Handle.open(file);
    }

    static OpenStore open(Path folder) {
        SqliteStore store = opened(folder, Logs.KEYS);
        return new OpenStore(store, store, store::peopleChanges, store::close);
    }

    /** What a power cut at this instant would leave: the file and its write-ahead log, without a clean end. */
    static Path afterPowerCut(Path folder, Path copy) {
        try {
            Files.createDirectories(copy);
            for (String name : new String[] {"store.db", "store.db-wal"}) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
