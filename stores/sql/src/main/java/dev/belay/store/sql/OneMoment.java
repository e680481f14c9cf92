package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads within one transaction, so that what is appended meanwhile stays out of sight. */
final class OneMoment {

    private OneMoment() {}

    static <T> T read(Connection connection, Step<T> step) throws SQLException {
        int usual = connection.getTransactionIsolation();
        connection.setTransactionIsolation(isolation(connection));
        connection.setAutoCommit(false);
        try {
            return step.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(usual);
        }
    }

    /** The lesser of the two that do, of those that the database has. */
    private static int isolation(Connection connection) throws SQLException {
        return connection.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)
                ? Connection.TRANSACTION_REPEATABLE_READ
                : Connection.TRANSACTION_SERIALIZABLE;
    }

    /** What is read. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws SQLException;
    }
}
