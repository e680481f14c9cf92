package dev.belay.server.operations;

import dev.belay.store.sql.PostgresFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** The operations tables in a PostgreSQL database, for any number of nodes. */
final class PostgresOperations {

    private static final String NAME = "The PostgreSQL database";
    private static final String MADE = "SELECT to_regclass('sink_cursor') IS NOT NULL";
    private static final String VERSION =
            "SELECT coalesce(max(version::INTEGER), 0) FROM belay_operations_schema WHERE success";

    private PostgresOperations() {}

    static OperationsDatabase open(DataSource source, DataSource migrating) {
        PostgresMigration.OPERATIONS.run(migrating);
        OperationsDatabase database = at(source);
        database.use(connection -> {
            Scripts.requireUsable(connection, NAME);
            return true;
        });
        return database;
    }

    /** Nothing where no server that knows sinks has made its tables. */
    static Optional<OperationsDatabase> openExisting(DataSource source) {
        OperationsDatabase database = at(source);
        return database.use(PostgresOperations::areUpToDate) ? Optional.of(database) : Optional.empty();
    }

    private static OperationsDatabase at(DataSource source) {
        return new OperationsDatabase(Dialect.POSTGRESQL, source, PostgresFailure::explain);
    }

    private static boolean areUpToDate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!areMade(statement)) {
                return false;
            }
            Scripts.requireUpToDate(connection, version(statement), NAME);
            return true;
        }
    }

    private static boolean areMade(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(MADE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(VERSION)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
