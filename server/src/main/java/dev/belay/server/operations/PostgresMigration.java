package dev.belay.server.operations;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.store.sql.PostgresFailure;
import dev.belay.store.sql.PostgresSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of a PostgreSQL database up to date. Scripts only go forward, and only add: while an upgrade is
 * under way, older nodes use the tables that newer ones have migrated. Nodes that start at the same time do it one after
 * another, under a lock of the database.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; running blocks.
 */
public enum PostgresMigration {
    /** The ledgers' tables. */
    LEDGER(PostgresSchema.SCRIPTS, "belay_ledger_schema"),
    /** The operations tables. */
    OPERATIONS(Scripts.FOLDER, "belay_operations_schema");

    private static final Logger LOG = LoggerFactory.getLogger("belay.storage");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String LOCK = "SET lock_timeout = '1s'; SELECT pg_advisory_lock(4716385210)";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(4716385210); RESET lock_timeout";

    private final String scripts;
    private final String history;

    PostgresMigration(String scripts, String history) {
        this.scripts = scripts;
        this.history = history;
    }

    /**
     * Runs the scripts that the database has not had.
     *
     * @throws LedgerException if that fails, or after half an hour in which others migrate, or another in which they use
     *     a table that has to change; scripts that ran before the one that failed stay in effect
     */
    public void run(DataSource source) {
        // Flyway's own lock comes too late for those who begin at the same time on a database without its table.
        try (Connection turn = source.getConnection();
                Statement statement = turn.createStatement()) {
            awaitTurn(statement);
            try {
                migrate(source);
            } finally {
                statement.execute(UNLOCK);
            }
        } catch (SQLException failure) {
            throw PostgresFailure.explain(failure);
        } catch (FlywayException failure) {
            throw explain(failure);
        }
    }

    /** Waits half an hour at most for another session that migrates; the lock of one that has died is free. */
    private void awaitTurn(Statement statement) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (boolean said = false; !hasTurn(statement, end); said = true) {
            sayOnce(said, "another node brings them up to date");
        }
    }

    private static boolean hasTurn(Statement statement, long end) throws SQLException {
        try {
            statement.execute(LOCK);
            return true;
        } catch (SQLException failure) {
            if (!LOCK_NOT_AVAILABLE.equals(failure.getSQLState()) || System.nanoTime() - end > 0) {
                throw failure;
            }
            return false;
        }
    }

    /**
     * Waits half an hour at most, however long its turn took to come, for those who use a table, such as a backup,
     * without keeping the nodes that run from it.
     */
    private void migrate(DataSource source) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (boolean said = false; !hasMigrated(source, end); said = true) {
            sayOnce(said, "others use a table that has to change");
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private boolean hasMigrated(DataSource source, long end) {
        try {
            runScripts(source);
            return true;
        } catch (FlywayException failure) {
            if (!isLocked(failure) || System.nanoTime() - end > 0) {
                throw failure;
            }
            return false;
        }
    }

    private void sayOnce(boolean said, String reason) {
        if (!said) {
            LOG.atWarn()
                    .addKeyValue("tables", history)
                    .addKeyValue("reason", reason)
                    .log("storage.migration-waits");
        }
    }

    private void runScripts(DataSource source) {
        Flyway.configure()
                .callbacks(new BriefLocks())
                .dataSource(source)
                .locations("classpath:" + scripts)
                .table(history)
                .placeholders(Dialect.POSTGRESQL.words())
                // There may be others' tables, of which the first script takes no notice.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static boolean isLocked(FlywayException failure) {
        return refusal(failure)
                .filter(refused -> LOCK_NOT_AVAILABLE.equals(refused.getSQLState()))
                .isPresent();
    }

    private static LedgerException explain(FlywayException failure) {
        return refusal(failure)
                .map(PostgresFailure::explain)
                .orElseGet(() -> new StoreUnavailableException(
                        "The tables of the PostgreSQL database cannot be brought up to date: " + failure.getMessage(),
                        failure));
    }

    private static Optional<SQLException> refusal(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
