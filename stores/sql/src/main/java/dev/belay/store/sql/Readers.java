package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.sqlite.SQLiteConnection;

/**
 * Lends a few reading connections, each to one thread at a time.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; waits while all connections are lent.
 */
final class Readers implements AutoCloseable {

    private final Path file;
    private final Damage damage;
    private final int most;
    private final Semaphore permits;
    private final Deque<SQLiteConnection> idle = new ArrayDeque<>();
    private final Set<SQLiteConnection> lent = new HashSet<>();
    private boolean closed;

    Readers(Path file, Damage damage, int most) {
        this.file = file;
        this.damage = damage;
        this.most = most;
        permits = new Semaphore(most);
    }

    /** Runs a query on a connection, and gives its failures their meaning. */
    <T> T read(Query<T> query) {
        permits.acquireUninterruptibly();
        try {
            return lend(query);
        } catch (SQLException failure) {
            throw damage.from(failure);
        } finally {
            permits.release();
        }
    }

    /** Fails once this is closed; for queries that take long. */
    void requireOpen() {
        synchronized (idle) {
            if (closed) {
                throw new StoreUnavailableException("The store of " + file + " was closed");
            }
        }
    }

    /** Interrupts the queries that are running, waits for them, and closes all connections. */
    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            closed = true;
            for (SQLiteConnection connection : lent) {
                connection.getDatabase().interrupt();
            }
        }
        permits.acquireUninterruptibly(most);
        try {
            closeIdle();
        } finally {
            permits.release(most);
        }
    }

    private void closeIdle() throws SQLException {
        synchronized (idle) {
            for (Connection connection : idle) {
                connection.close();
            }
            idle.clear();
        }
    }

    private <T> T lend(Query<T> query) throws SQLException {
        SQLiteConnection connection = take();
        boolean sound = false;
        try {
            T result = query.ask(connection);
            sound = true;
            return result;
        } finally {
            giveBack(connection, sound);
        }
    }

    private SQLiteConnection take() throws SQLException {
        requireOpen();
        SQLiteConnection connection = idleOrNew();
        synchronized (idle) {
            lent.add(connection);
        }
        return connection;
    }

    private SQLiteConnection idleOrNew() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.removeFirst();
            }
        }
        return Connections.reader(file);
    }

    private void giveBack(SQLiteConnection connection, boolean sound) throws SQLException {
        synchronized (idle) {
            lent.remove(connection);
            if (sound) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    /** Something to ask the database. */
    @FunctionalInterface
    interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }
}
