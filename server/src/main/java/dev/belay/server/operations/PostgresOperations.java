package dev.belay.server.operations;

import dev.belay.store.sql.PostgresFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The operations tables in a PostgreSQL database, for any number of nodes. */
final class PostgresOperations {

    private PostgresOperations() {}

    /** Whether a server that knows sinks has made its tables. */
    static boolean areIn(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('sink_cursor') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException failure) {
            throw PostgresFailure.explain(failure);
        }
    }

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
