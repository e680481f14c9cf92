package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.OutrunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores batches in a PostgreSQL database, each in one transaction that begins by locking the row of the table
 * {@code journal}: so nodes take turns. The connection is kept until something fails on it.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class PostgresWriter implements AutoCloseable {

    /** Where nodes tell one another. */
    static final String CHANNEL = "belay_ledger";

    /** Less than what asks for a change waits for its answer, also when a second connection has to be tried. */
    private static final int ANSWER_MILLIS = 10_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";

    /** A node that stops in the middle of its turn loses it, and the others need not wait for a person. */
    private static final String LIMITS = "SET lock_timeout = '2s'; SET idle_in_transaction_session_timeout = '10s'";

    /** A dump that was put back made another table, or gave the same one, emptied, another file. */
    private static final String LOCK = "SELECT appended, origin, file, tableoid::text || '.'"
            + " || pg_relation_filenode(tableoid)::text FROM journal FOR UPDATE";

    /** Also tells the others, who hear of it once it is committed. */
    private static final String COUNT = "WITH counted AS (UPDATE journal SET appended = appended + 1, origin = ?,"
            + " file = ? WHERE appended = ? RETURNING appended) SELECT pg_notify('" + CHANNEL + "', ?) FROM counted";

    /** A copy that was restored, or took over, has another identifier, timeline or number. */
    private static final String SERVER = "SELECT (SELECT system_identifier FROM pg_control_system()) || '/'"
            + " || CASE WHEN pg_is_in_recovery() THEN '' ELSE"
            + " substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) END || '/'"
            + " || (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final PostgresLogin login;
    private final String node;
    private @Nullable Connection connection;
    private @Nullable BatchWriter batches;
    private String server = "";

    /** What this turn appends to, beside the server. */
    private String file = "";

    /** @param node what the others call this one when they hear of what it has appended */
    PostgresWriter(PostgresLogin login, String node) {
        this.login = login;
        this.node = node;
    }

    /**
     * Takes the turn, which ends with the batch or with {@link #end}.
     *
     * @return what the others have left
     * @throws OutrunException if others have had it for too long
     */
    Begun begin() throws SQLException {
        boolean reused = connection != null;
        try {
            return lock(connected());
        } catch (SQLException failure) {
            SQLException passed = failed(failure);
            if (reused && PostgresDiagnosis.isCut(passed)) {
                // Since the last turn; nothing was written in this one.
                return begin();
            }
            throw passed;
        }
    }

    /**
     * Stores a batch durably and ends the turn.
     *
     * @param known    where every ledger stands
     * @param appended how many batches were before
     * @return where the ledgers of the batch stand afterwards
     * @throws OutrunException if there were more, or others gave away a revision first
     */
    Map<LedgerId, LedgerRow> write(Batch batch, Map<LedgerId, LedgerRow> known, long appended) throws SQLException {
        return transact(appended, open -> statements(open).insert(batch, known));
    }

    /**
     * Changes the tables durably and ends the turn, as {@link #write} does; counts as a batch, so that the others decide
     * again what they had decided before.
     */
    void change(SqlJournal.Step step, long appended) throws SQLException {
        transact(appended, open -> {
            step.run(open);
            return true;
        });
    }

    private <T> T transact(long appended, Readers.Query<T> work) throws SQLException {
        try {
            Connection open = connected();
            count(open, appended);
            T result = work.ask(open);
            open.commit();
            open.setAutoCommit(true);
            return result;
        } catch (SQLException failure) {
            throw failed(failure);
        } catch (RuntimeException | Error failure) {
            disconnect();
            throw failure;
        }
    }

    /** Ends the turn, if it has not ended. */
    void end() {
        Connection open = connection;
        try {
            if (open != null && !open.getAutoCommit()) {
                open.rollback();
                open.setAutoCommit(true);
            }
        } catch (SQLException cut) {
            disconnect();
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = login.connect();
            connection = open;
            open.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            PostgresDurability.demand(open);
            server = serverOf(open);
            try (Statement statement = open.createStatement()) {
                statement.execute(LIMITS);
            }
        }
        return open;
    }

    private static String serverOf(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isForeign(String last, String now) {
        return !last.isEmpty() && !last.equals(now);
    }

    private BatchWriter statements(Connection open) throws SQLException {
        BatchWriter prepared = batches;
        if (prepared == null) {
            prepared = new BatchWriter(open, new Inserts.Gathered());
            batches = prepared;
        }
        return prepared;
    }

    private Begun lock(Connection open) throws SQLException {
        open.setAutoCommit(false);
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            if (!row.next()) {
                throw new SQLException("The table journal has lost its row");
            }
            file = row.getString(4);
            return new Begun(row.getLong(1), isForeign(row.getString(2), server) || isForeign(row.getString(3), file));
        }
    }

    private void count(Connection open, long appended) throws SQLException {
        try (PreparedStatement update = open.prepareStatement(COUNT)) {
            update.setString(1, server);
            update.setString(2, file);
            update.setLong(3, appended);
            update.setString(4, node);
            try (ResultSet counted = update.executeQuery()) {
                if (!counted.next()) {
                    throw new OutrunException("Others have appended to the PostgreSQL database");
                }
            }
        }
    }

    /** Whatever the connection has lived through, the next turn begins on a new one. */
    private SQLException failed(SQLException failure) {
        disconnect();
        String code = PostgresDiagnosis.code(failure);
        if (code.equals(LOCK_NOT_AVAILABLE) || code.equals(UNIQUE_VIOLATION)) {
            throw new OutrunException("Others append to the PostgreSQL database: " + failure.getMessage());
        }
        return failure;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        batches = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException cut) {
                // It is given up because it failed; the server rolls back what was not committed.
            }
        }
    }

    /**
     * A turn that has begun.
     *
     * @param appended how many batches have been appended
     * @param restored whether by another server, on another timeline, or in another table
     */
    record Begun(long appended, boolean restored) {}
}
