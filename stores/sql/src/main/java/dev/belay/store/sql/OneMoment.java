package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads within one transaction, so that what is appended meanwhile stays out of sight. Connections that read see one
 * moment for as long as a transaction of theirs lasts: those to SQLite always, those to PostgreSQL since they were opened.
 */
final class OneMoment {

    private OneMoment() {}

    static <T> T read(Connection connection, Step<T> step) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return step.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** What is read. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws SQLException;
    }
}
