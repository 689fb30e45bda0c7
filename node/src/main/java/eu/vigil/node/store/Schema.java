package eu.vigil.node.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables this release knows, and the way there from those of an older one.
 *
 * <p>The store says itself how new it is ({@code PRAGMA user_version}), so that Flyway, which takes most of a second to
 * load, is loaded only when there is something to do.
 */
final class Schema {
    /** The number of the newest migration beside this class; a test compares it with the files. */
    static final int NEWEST = 15;

    static final String FOLDER = "eu/vigil/node/store";

    private Schema() {}

    /** Brings the tables to {@link #NEWEST}; each migration is one transaction, so that a crash leaves no half of one. */
    static void migrate(DataSource store) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(store)
                .locations("classpath:" + FOLDER)
                .loggers("slf4j")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
