package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has SQLite check the pages of its file, unless that was done.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class PageCheckOnce implements Verifier.PageCheck {

    private static final String FINE = "ok";

    private final AtomicBoolean done;

    PageCheckOnce(boolean done) {
        this.done = new AtomicBoolean(done);
    }

    @Override
    public Optional<String> problem(Connection connection) throws SQLException {
        return done.getAndSet(true) ? Optional.empty() : problemInPages(connection);
    }

    /** What is wrong with the pages of a file, if anything. */
    static Optional<String> problemInPages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            return answer.equals(FINE) ? Optional.empty() : Optional.of(answer.replace('\n', ' '));
        }
    }
}
