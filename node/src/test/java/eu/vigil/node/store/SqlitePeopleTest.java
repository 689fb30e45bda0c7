package eu.vigil.node.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlitePeopleTest extends PeopleContract {
    @TempDir
    Path folder;

    @Override
    OpenStore open() {
        return switch (SqliteStore.open(folder, "store.db", StoreLimits.USUAL)) {
            case StoreOpening.Opened(var store) -> new OpenStore(store, store, store::close);
            case StoreOpening.Refused(var why) -> throw new AssertionError(why);
        };
    }
}
