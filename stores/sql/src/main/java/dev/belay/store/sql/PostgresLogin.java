package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Makes connections by a source of somebody else's, and does not wait forever for one: a server that takes a connection
 * and says nothing, or a network that swallows everything, would otherwise hold whoever logs in, since a time limit of
 * the connection can only be set once there is one. A login that comes after its time is closed.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class PostgresLogin {

    /** Long enough for a source that tries several hosts one after another. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What hangs cannot be ended from outside, but little more is begun then. */
    private static final int MOST_AT_A_TIME = 8;

    /** While as many hang, one more is made after so many times the patience: the server may be back. */
    private static final int PATIENCE_BETWEEN_MORE = 10;

    private static final String CANNOT_CONNECT = "08001";

    private final DataSource source;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);
    private final AtomicLong lastAttempt = new AtomicLong();

    PostgresLogin(DataSource source) {
        this(source, PATIENCE);
    }

    PostgresLogin(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * A connection, which belongs to the caller.
     *
     * @throws SQLException if none was made in time, or as the source throws it
     */
    Connection connect() throws SQLException {
        boolean placed = places.tryAcquire();
        if (!admit(placed)) {
            throw new SQLException(
                    MOST_AT_A_TIME + " logins are waiting for the server's answer already", CANNOT_CONNECT);
        }
        CompletableFuture<Connection> login = new CompletableFuture<>();
        Thread thread = new Thread(() -> logIn(login, placed), "belay-postgres-login");
        thread.setDaemon(true);
        thread.start();
        try {
            return login.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return giveUp(login, "it has not answered a login within " + patience.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return giveUp(login, "the thread that logs in was interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw cause(failure);
        }
    }

    private boolean admit(boolean placed) {
        long now = System.nanoTime();
        long last = lastAttempt.get();
        if (placed) {
            lastAttempt.set(now);
            return true;
        }
        return now - last > PATIENCE_BETWEEN_MORE * patience.toNanos() && lastAttempt.compareAndSet(last, now);
    }

    private void logIn(CompletableFuture<Connection> login, boolean placed) {
        try {
            Connection connection = source.getConnection();
            if (!login.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException | Error failure) {
            login.completeExceptionally(failure);
        } finally {
            if (placed) {
                places.release();
            }
        }
    }

    /** It may have come at the last moment. */
    private static Connection giveUp(CompletableFuture<Connection> login, String why, Exception cause)
            throws SQLException {
        SQLException refusal = new SQLException(why, CANNOT_CONNECT, cause);
        if (login.completeExceptionally(refusal)) {
            throw refusal;
        }
        try {
            return login.join();
        } catch (CompletionException failure) {
            throw cause(failure);
        }
    }

    private static SQLException cause(Exception failed) {
        Throwable failure = Objects.requireNonNullElse(failed.getCause(), failed);
        if (failure instanceof SQLException refused) {
            return refused;
        }
        return new SQLException(String.valueOf(failure.getMessage()), CANNOT_CONNECT, failure);
    }
}
