package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lends a few reading connections, each to one thread at a time.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; waits while all connections are lent.
 */
final class Readers implements AutoCloseable {

    private final Path file;
    private final Damage damage;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(Path file, Damage damage, int most) {
        this.file = file;
        this.damage = damage;
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

    /** Closes what is not lent; what is lent is closed when it comes back. */
    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            closed = true;
            for (Connection connection : idle) {
                connection.close();
            }
            idle.clear();
        }
    }

    private <T> T lend(Query<T> query) throws SQLException {
        Connection connection = take();
        boolean sound = false;
        try {
            T result = query.ask(connection);
            sound = true;
            return result;
        } finally {
            giveBack(connection, sound);
        }
    }

    private Connection take() throws SQLException {
        @Nullable Connection connection;
        synchronized (idle) {
            if (closed) {
                throw new StoreUnavailableException("The store of " + file + " was closed");
            }
            connection = idle.pollFirst();
        }
        return connection == null ? Connections.reader(file) : connection;
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        synchronized (idle) {
            if (sound && !closed) {
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
