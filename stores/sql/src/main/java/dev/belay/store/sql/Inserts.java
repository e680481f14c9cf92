package dev.belay.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How rows get into the tables of a transaction: one by one, or, where every row would be a journey to a server, many at
 * once.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
interface Inserts {

    /**
     * Executes a statement with the parameters that it has, now or later.
     *
     * @param bytes about how much is kept until then
     */
    void add(PreparedStatement statement, int bytes) throws SQLException;

    /** Executes what has not been. */
    void finish() throws SQLException;

    /** Executes each at once. */
    Inserts ONE_BY_ONE = new Inserts() {
        @Override
        public void add(PreparedStatement statement, int bytes) throws SQLException {
            statement.executeUpdate();
        }

        @Override
        public void finish() {}
    };

    /** Gathers them. What is gathered must not depend on the order of different statements. */
    final class Gathered implements Inserts {

        private static final int MOST = 1_000;
        private static final int MOST_BYTES = 4 << 20;

        private final Set<PreparedStatement> pending = new LinkedHashSet<>();
        private int rows;
        private int bytes;

        @Override
        public void add(PreparedStatement statement, int more) throws SQLException {
            statement.addBatch();
            pending.add(statement);
            rows++;
            bytes += more;
            if (rows >= MOST || bytes >= MOST_BYTES) {
                finish();
            }
        }

        @Override
        public void finish() throws SQLException {
            for (PreparedStatement statement : pending) {
                statement.executeBatch();
            }
            pending.clear();
            rows = 0;
            bytes = 0;
        }
    }
}
