package dev.belay.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.operations.PostgresMigration;
import dev.belay.store.sql.PostgresStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The storage that several nodes share: one PostgreSQL database, or one schema of it.
 *
 * <p>The ledgers keep their few connections for as long as they are open, and look after them; what uses the operations
 * tables takes one for a moment, so those come from a pool.
 */
public final class PostgresStorage {

    private static final int MOST_CONNECTIONS = 8;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);
    private static final int ANSWER_SECONDS = 10;
    private static final int CONNECT_SECONDS = 5;
    private static final int MIGRATION_SECONDS = 3_600;

    private PostgresStorage() {}

    /**
     * Brings the database's tables up to date and opens them, without archives, and without other news than the
     * database's own.
     *
     * @throws IllegalArgumentException if the driver does not understand the address
     * @throws LedgerException          if the database cannot be used, or its history is damaged
     */
    public static Storage open(PostgresAddress address, InstantSource clock, Supplier<String> epochs) {
        return open(address, Optional.empty(), clock, epochs, NewsChannel.NONE);
    }

    /**
     * Brings the database's tables up to date and opens them.
     *
     * @param archives where archives are, or will be; nodes share the folder
     * @param epochs   makes the random identity of a new ledger's line of history
     * @param news     by which nodes tell one another of changes, beside the database's own; closed with the storage, also
     *     when opening fails
     * @throws IllegalArgumentException if the driver does not understand the address
     * @throws LedgerException          if the database cannot be used, or its history is damaged
     */
    // The absence is what most nodes start with, and not an omitted argument.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Storage open(
            PostgresAddress address,
            Optional<ArchiveFolder> archives,
            InstantSource clock,
            Supplier<String> epochs,
            NewsChannel news) {
        try {
            PGSimpleDataSource source = source(address);
            PGSimpleDataSource migrating = migrating(address);
            PostgresMigration.LEDGER.run(migrating);
            HikariDataSource pool = pool(address);
            return open(pool, migrating, archives, () -> PostgresStore.open(source, clock, epochs, news));
        } catch (RuntimeException failure) {
            news.close();
            throw failure;
        }
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Storage open(
            HikariDataSource pool,
            PGSimpleDataSource migrating,
            Optional<ArchiveFolder> archives,
            Supplier<LedgerStore> ledgers) {
        try {
            OperationsDatabase operations = OperationsDatabase.open(pool, migrating);
            return archives.isPresent()
                    ? Storage.archiving(ledgers.get(), archives.get(), operations, pool::close)
                    : new Storage(ledgers.get(), operations, pool::close);
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    /** Makes connections to a database whose tables others have brought up to date. */
    public static PGSimpleDataSource source(PostgresAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setURL(address.url());
        } catch (IllegalArgumentException malformed) {
            // Its message repeats the whole address, which may hold secrets.
            throw new IllegalArgumentException("The address " + address
                    + " is none that PostgreSQL's driver understands; write jdbc:postgresql://host:port/database");
        }
        if (address.user() != null) {
            source.setUser(address.user());
        }
        if (address.password() != null) {
            source.setPassword(address.password());
        }
        bound(source, address);
        return source;
    }

    /** Makes connections that wait for another node's migration, and for scripts that take long, whatever the address says. */
    private static PGSimpleDataSource migrating(PostgresAddress address) {
        PGSimpleDataSource source = source(address);
        source.setSocketTimeout(MIGRATION_SECONDS);
        return source;
    }

    /** Nothing waits forever for a server that has vanished, unless the address says so. */
    private static void bound(PGSimpleDataSource source, PostgresAddress address) {
        if (!PostgresAddress.names(address.url(), "connectTimeout")) {
            source.setConnectTimeout(CONNECT_SECONDS);
        }
        // Counts for logging in, too; afterwards the ledgers set limits of their own.
        if (!PostgresAddress.names(address.url(), "socketTimeout")) {
            source.setSocketTimeout(ANSWER_SECONDS);
        }
        if (!PostgresAddress.names(address.url(), "tcpKeepAlive")) {
            source.setTcpKeepAlive(true);
        }
        if (!PostgresAddress.names(address.url(), "ApplicationName")) {
            source.setApplicationName("belay");
        }
    }

    private static HikariDataSource pool(PostgresAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("belay-operations");
        config.setDataSource(source(address));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        // What is wrong with the database is said by what uses it, in a sentence.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
