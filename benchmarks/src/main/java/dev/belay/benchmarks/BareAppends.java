package dev.belay.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** SQLite alone, with the settings of the ledger's file: the most that one append per transaction can reach. */
final class BareAppends implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insert;
    private final byte[] row;

    BareAppends(Path file) throws SQLException {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        settings.setSynchronous(SynchronousMode.FULL);
        connection = JDBC.createConnection(JDBC.PREFIX + file, settings.toProperties());
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        }
        insert = connection.prepareStatement("INSERT INTO row (bytes) VALUES (?)");
        row = new byte[LedgerAppends.bytesPerEntry()];
    }

    long run(Duration turn) throws SQLException {
        long end = System.nanoTime() + turn.toNanos();
        long appended = 0;
        while (System.nanoTime() < end) {
            insert.setBytes(1, row);
            insert.executeUpdate();
            appended++;
        }
        return appended;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
