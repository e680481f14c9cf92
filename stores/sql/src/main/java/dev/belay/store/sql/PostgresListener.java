package dev.belay.store.sql;

import dev.belay.json.LogLine;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to what nodes tell one another on a channel, on a connection of its own, and connects again when that is cut.
 * What is missed meanwhile is not told, only that something may have been.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; one thread of its own listens and tells.
 */
public final class PostgresListener implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");
    private static final int SILENCE_MILLIS = 10_000;
    private static final int ANSWER_SECONDS = 5;
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    private final PostgresLogin login;
    private final String channel;
    private final Consumer<String> heard;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection listening;

    /** Whether the last try failed, so that a long absence is logged once. */
    private boolean away;

    private PostgresListener(PostgresLogin login, String channel, Consumer<String> heard) {
        this.login = login;
        this.channel = channel;
        this.heard = heard;
    }

    /**
     * Begins to listen.
     *
     * @param channel a name that needs no quotes in SQL
     * @param heard   gets what is told, and an empty text whenever a connection was made, before which something may
     *                have been missed
     */
    public static PostgresListener start(DataSource source, String channel, Consumer<String> heard) {
        return start(new PostgresLogin(source), channel, heard);
    }

    static PostgresListener start(PostgresLogin login, String channel, Consumer<String> heard) {
        PostgresListener listener = new PostgresListener(login, channel, heard);
        Thread thread = new Thread(listener::run, channel.replace('_', '-') + "-listener");
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
                    missed(failure);
                    pause();
                }
            }
        }
    }

    private void missed(Exception failure) {
        if (!away) {
            LOGGER.log(
                    Level.WARNING,
                    LogLine.of("store.listener-cut")
                            .with("channel", channel)
                            .with("message", String.valueOf(failure.getMessage()))
                            .toString());
        }
        away = true;
    }

    private void connected() {
        if (away) {
            LOGGER.log(Level.INFO, "store.listener-back channel=" + channel);
        }
        away = false;
        heard.accept("");
    }

    private void listen() throws SQLException {
        try (Connection connection = login.connect()) {
            listening = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + channel);
            }
            connected();
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
            heard.accept(notification.getParameter());
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
