package dev.belay.server.operations;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The operations tables: in a SQLite file of one server, or in a PostgreSQL database that several nodes share. They are
 * few and small; every use takes a connection of its own.
 *
 * <p>Whoever needs a table adds a script that both kinds of database understand, see {@link Dialect}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
public final class OperationsDatabase implements AutoCloseable {

    /** What the file is called in a data folder. */
    public static final String FILE = "operations.db";

    private final Dialect dialect;
    private final DataSource source;
    private final Function<SQLException, LedgerException> explanation;
    private final Topics topics = new Topics(this);

    OperationsDatabase(Dialect dialect, DataSource source, Function<SQLException, LedgerException> explanation) {
        this.dialect = dialect;
        this.source = source;
        this.explanation = explanation;
    }

    /**
     * Opens the tables in a SQLite file, makes it if there is none, and brings it up to date.
     *
     * @throws StoreUnavailableException if that fails; an existing file is then as it was
     */
    public static OperationsDatabase open(Path file) {
        return SqliteOperations.open(file);
    }

    /**
     * Opens the tables in a PostgreSQL database, or in one schema of it, and brings them up to date.
     *
     * @param source makes connections, and takes them back when they are closed; it stays the caller's
     * @throws LedgerException if that fails
     */
    public static OperationsDatabase open(DataSource source) {
        return open(source, source);
    }

    /**
     * As {@link #open(DataSource)}, with other connections for bringing the tables up to date, which may take long.
     *
     * @param migrating makes connections that wait for as long as that takes
     * @throws LedgerException if that fails
     */
    public static OperationsDatabase open(DataSource source, DataSource migrating) {
        return PostgresOperations.open(source, migrating);
    }

    /**
     * Opens the tables in a PostgreSQL database beside the servers that use them, and changes nothing; nothing where no
     * server has made any.
     *
     * @throws LedgerException if that fails, or the tables are those of older or of newer servers only
     */
    public static Optional<OperationsDatabase> openExisting(DataSource source) {
        return PostgresOperations.openExisting(source);
    }

    /**
     * Opens the tables in the SQLite file of a server that has stopped, and changes nothing; nothing where there is none.
     *
     * @throws StoreUnavailableException if that fails, or the tables are those of an older or of a newer server only
     */
    public static Optional<OperationsDatabase> openExisting(Path file) {
        return SqliteOperations.openExisting(file);
    }

    /** In which SQL to talk where one text does not do for both. */
    public Dialect dialect() {
        return dialect;
    }

    /** The clock that all who use the tables agree on: the database's, or one's own where one server alone uses them. */
    public InstantSource clock(InstantSource own) {
        return dialect == Dialect.SQLITE ? own : () -> use(OperationsDatabase::now);
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** Makes connections to the tables, for libraries that bring their own statements. */
    public DataSource source() {
        return source;
    }

    /** What a refusal of the database means, for those libraries. */
    public LedgerException explain(SQLException failure) {
        return explanation.apply(failure);
    }

    /** How nodes hear of what others have changed. */
    public Topics topics() {
        return topics;
    }

    /**
     * Does something with a connection, on which every statement commits by itself.
     *
     * @throws LedgerException if the database cannot do it
     */
    public <T> T use(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw explanation.apply(failure);
        }
    }

    /**
     * Does something in one transaction, which takes effect wholly, or not at all if anything is thrown.
     *
     * @throws LedgerException if the database cannot do it
     */
    public <T> T inTransaction(Work<T> work) {
        return use(connection -> {
            connection.setAutoCommit(false);
            try {
                T outcome = work.with(connection);
                connection.commit();
                return outcome;
            } catch (SQLException | RuntimeException | Error failure) {
                rollBack(connection, failure);
                throw failure;
            }
        });
    }

    /** Follows no changes any more; the tables can still be used. */
    @Override
    public void close() {
        topics.close();
    }

    /**
     * Something to do with a connection.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it. */
        T with(Connection connection) throws SQLException;
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException cut) {
            failure.addSuppressed(cut);
        }
    }
}
