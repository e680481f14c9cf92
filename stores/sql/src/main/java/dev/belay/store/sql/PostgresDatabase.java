package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads one PostgreSQL database. */
record PostgresDatabase(PostgresLogin login) implements Readers.Source {

    /** What takes longer is a server that hangs, or a network that swallows everything. */
    private static final int ANSWER_MILLIS = 30_000;

    @Override
    public Connection open() throws SQLException {
        Connection connection = login.connect();
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    @Override
    public void interrupt(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public boolean isCut(SQLException failure) {
        return PostgresDiagnosis.isCut(failure);
    }

    @Override
    public String toString() {
        return "a PostgreSQL database";
    }
}
