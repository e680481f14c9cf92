package dev.belay.server.operations;

import dev.belay.store.sql.PostgresFailure;
import javax.sql.DataSource;

/** The operations tables in a PostgreSQL database, for any number of nodes. */
final class PostgresOperations {

    private PostgresOperations() {}

    static OperationsDatabase open(DataSource source, DataSource migrating) {
        PostgresMigration.OPERATIONS.run(migrating);
        OperationsDatabase database = new OperationsDatabase(Dialect.POSTGRESQL, source, PostgresFailure::explain);
        database.use(connection -> {
            Scripts.requireUsable(connection, "The PostgreSQL database");
            return true;
        });
        return database;
    }
}
