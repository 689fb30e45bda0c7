package eu.vigil.node.store;

import java.sql.SQLException;

/** The database did not do what it was asked to: its own words are the cause's. */
final class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFault(String asked, SQLException cause) {
        super("%s: %s".formatted(cause.getMessage(), asked), cause);
    }
}
