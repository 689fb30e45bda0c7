package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.StoreLocation;
import java.nio.file.Path;

/** Where accepted work is kept. */
public record StoreConfig(
        @Key(doc = "sqlite:FILE, or jdbc:postgresql://HOST/DATABASE for replicas.", byDefault = "sqlite:store.db")
        StoreLocation url) {

    StoreConfig under(Path data) {
        return switch (url) {
            case StoreLocation.Sqlite(Path file) -> new StoreConfig(new StoreLocation.Sqlite(data.resolve(file)));
            case StoreLocation.Postgresql _ -> this;
        };
    }
}
