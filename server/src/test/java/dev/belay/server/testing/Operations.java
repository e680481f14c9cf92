package dev.belay.server.testing;

import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.testing.Postgres;
import java.nio.file.Path;

/**
 * Operations tables in both kinds of database, for tests that run on each. The class needs
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Operations {

    private Operations() {}

    /** Empty tables: in a file of the folder, or in a schema of their own. */
    public static OperationsDatabase empty(Dialect dialect, Path folder) {
        return switch (dialect) {
            case SQLITE -> OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE));
            case POSTGRESQL -> OperationsDatabase.open(Postgres.newSchema());
        };
    }
}
