package eu.vigil.node.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlitePeopleTest extends PeopleContract {
    @TempDir
    private Path folder;

    @Override
    OpenStore open() {
        return SqliteFile.open(folder);
    }
}
