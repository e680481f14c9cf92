package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lends a few reading connections, each to one thread at a time; one thread may have one of its own.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; waits while all connections are lent.
 */
final class Readers implements AutoCloseable {

    private final Source source;
    private final Diagnosis diagnosis;
    private final int most;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> lent = new HashSet<>();
    private volatile @Nullable Thread favoured;
    private boolean closed;

    Readers(Source source, Diagnosis diagnosis, int most) {
        this.source = source;
        this.diagnosis = diagnosis;
        this.most = most;
        permits = new Semaphore(most);
    }

    /** Lets a thread read at once from now on, on one connection more, because others wait for it. */
    void favour(Thread thread) {
        favoured = thread;
    }

    /** Runs a query on a connection, and gives its failures their meaning. */
    <T> T read(Query<T> query) {
        if (Thread.currentThread().equals(favoured)) {
            return explained(query);
        }
        permits.acquireUninterruptibly();
        try {
            return explained(query);
        } finally {
            permits.release();
        }
    }

    private <T> T explained(Query<T> query) {
        try {
            return ask(query);
        } catch (SQLException failure) {
            throw diagnosis.from(failure);
        }
    }

    /** Fails once this is closed; for queries that take long. */
    void requireOpen() {
        synchronized (idle) {
            if (closed) {
                throw new StoreUnavailableException("The store of " + source + " was closed");
            }
        }
    }

    /** Interrupts the queries that are running, waits for them, and closes all connections. */
    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            closed = true;
            for (Connection connection : lent) {
                source.interrupt(connection);
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

    /** Once more, when it was only that connections were cut while nobody used them. */
    private <T> T ask(Query<T> query) throws SQLException {
        try {
            return lend(query);
        } catch (SQLException failure) {
            if (!source.isCut(failure)) {
                throw failure;
            }
            closeIdle();
            return lend(query);
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
        requireOpen();
        Connection connection = idleOrNew();
        synchronized (idle) {
            lent.add(connection);
        }
        return connection;
    }

    private Connection idleOrNew() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.removeFirst();
            }
        }
        return source.open();
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        synchronized (idle) {
            lent.remove(connection);
            if (sound) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    /** Where connections come from; its text says of what. */
    interface Source {

        Connection open() throws SQLException;

        /** Ends what a connection is doing. */
        void interrupt(Connection connection) throws SQLException;

        /** Whether a connection failed because it was cut, and a new one may not. */
        boolean isCut(SQLException failure);
    }

    /** Something to ask the database. */
    @FunctionalInterface
    interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }
}
