package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads one PostgreSQL database. */
record PostgresDatabase(DataSource source) implements Readers.Source {

    @Override
    public Connection open() throws SQLException {
        return source.getConnection();
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
