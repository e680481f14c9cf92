package dev.belay.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** Reads one SQLite file. */
record SqliteFile(Path file) implements Readers.Source {

    @Override
    public Connection open() throws SQLException {
        return Connections.reader(file);
    }

    @Override
    public void interrupt(Connection connection) throws SQLException {
        connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
    }

    @Override
    public boolean isCut(SQLException failure) {
        return false;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
