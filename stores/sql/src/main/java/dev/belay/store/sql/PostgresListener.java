package dev.belay.store.sql;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to what other nodes tell when they have appended, on a connection of its own, and connects again when that is
 * cut. What is missed meanwhile is found by looking.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; one thread of its own listens.
 */
final class PostgresListener implements AutoCloseable {

    /** Where nodes tell one another. */
    static final String CHANNEL = "belay_ledger";

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");
    private static final int SILENCE_MILLIS = 10_000;
    private static final int ANSWER_SECONDS = 5;
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    private final DataSource source;
    private final String node;
    private final Runnable heard;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection listening;

    private PostgresListener(DataSource source, String node, Runnable heard) {
        this.source = source;
        this.node = node;
        this.heard = heard;
    }

    /** Begins to listen; what {@code node} itself tells is passed over. */
    static PostgresListener start(DataSource source, String node, Runnable heard) {
        PostgresListener listener = new PostgresListener(source, node, heard);
        Thread thread = new Thread(listener::run, "belay-ledger-listener");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    /** Stops listening, without waiting for it. */
    @Override
    public void close() {
        closed.countDown();
        Connection current = listening;
        if (current != null) {
            cut(current);
        }
    }

    private void run() {
        while (!isClosed()) {
            try {
                listen();
            } catch (SQLException | RuntimeException failure) {
                if (!isClosed()) {
                    LOGGER.log(Level.WARNING, "store.listener-cut " + failure.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = source.getConnection()) {
            listening = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
            }
            heard.run();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!isClosed()) {
                hear(postgres, connection);
            }
        } finally {
            listening = null;
        }
    }

    private void hear(PGConnection postgres, Connection connection) throws SQLException {
        PGNotification @Nullable [] notifications = postgres.getNotifications(SILENCE_MILLIS);
        if (notifications == null || notifications.length == 0) {
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the server does not answer");
            }
            return;
        }
        for (PGNotification notification : notifications) {
            if (!notification.getParameter().equals(node)) {
                heard.run();
                return;
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(UNTIL_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyMayStopIt) {
            // Only closing does.
        }
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyCut) {
            // That is what was wanted.
        }
    }
}
