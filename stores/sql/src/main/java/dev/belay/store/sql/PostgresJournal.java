package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.OutrunException;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a PostgreSQL database that other nodes append to as well.
 *
 * <p><b>Thread-safety:</b> as {@link dev.belay.ledger.serial.Journal} demands.
 */
final class PostgresJournal extends SqlJournal implements Sharing {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");
    private static final String APPENDED =
            "SELECT appended, current_setting('transaction_read_only')::boolean FROM journal";
    private static final String READ_ONLY = "25006";

    /** Beside the one that only the thread that writes reads by: while it has its turn, every node waits for it. */
    private static final int READERS = 3;

    private static final long NOBODYS_TURN = -1;

    private final PostgresLogin login;
    private final PostgresWriter writer;
    private final String node = UUID.randomUUID().toString();
    private @Nullable PostgresListener listener;

    /** How many batches had been appended when this journal last knew where the ledgers stand. */
    private long seen;

    /** Written and read by the thread that writes, and by the one that opens before that. */
    private volatile boolean restored;

    /** How many there are while it is this journal's turn, when nobody else appends; below zero otherwise. */
    private long locked = NOBODYS_TURN;

    PostgresJournal(PostgresLogin login) {
        super(
                new Readers(new PostgresDatabase(login), new PostgresDiagnosis(), READERS),
                new PostgresDiagnosis(),
                connection -> Optional.empty());
        this.login = login;
        this.writer = new PostgresWriter(login, node);
    }

    @Override
    public Optional<Sharing> sharing() {
        return Optional.of(this);
    }

    @Override
    public Map<LedgerId, Recovered> recover() {
        requireWritable();
        return readers().read(connection -> {
            PostgresSchema.require(connection);
            return OneMoment.read(connection, () -> {
                seen = appended(connection);
                return recover(connection);
            });
        });
    }

    @Override
    public Turn takeTurn() {
        try {
            PostgresWriter.Begun begun = writer.begin();
            locked = begun.appended();
            restored = begun.restored();
            return this::endTurn;
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        }
    }

    @Override
    public boolean restored() {
        return restored;
    }

    @Override
    public Optional<Map<LedgerId, Standing>> news() {
        if (locked == seen) {
            return Optional.empty();
        }
        Optional<News> news = readers().read(connection -> OneMoment.read(connection, () -> since(connection, seen)));
        // Only now: what is read again, because the connection was cut at its end, must not be taken for known.
        news.ifPresent(told -> seen = told.appended());
        return news.map(News::standings);
    }

    @Override
    public void write(Batch batch) {
        try {
            stored(batch, writer.write(batch, known(), seen));
            seen++;
            restored = false;
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        }
    }

    @Override
    void change(Step step) {
        try {
            writer.change(step, seen);
            seen++;
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        }
    }

    @Override
    public void watch(Runnable mayHaveAppended) {
        readers().favour(Thread.currentThread());
        listener = PostgresListener.start(login, PostgresWriter.CHANNEL, told -> {
            if (!told.equals(node)) {
                mayHaveAppended.run();
            }
        });
    }

    @Override
    void requireSameHistory(LedgerRow known) {
        List<LedgerRow> rows = readers().read(connection -> new LedgerTable(connection, diagnosis()).all());
        boolean goesOn = rows.stream()
                .anyMatch(row -> row.id().equals(known.id())
                        && row.epoch().equals(known.epoch())
                        && row.revision() >= known.revision());
        if (!goesOn) {
            throw new StoreUnavailableException("The PostgreSQL database has another history of ledger "
                    + known.id().text() + " than a moment ago, as after a restore; its ledgers are read again");
        }
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
        writer.close();
        try {
            readers().close();
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        }
    }

    private void requireWritable() {
        try {
            takeTurn().close();
        } catch (OutrunException busy) {
            LOGGER.log(Level.DEBUG, "store.busy", busy);
        }
    }

    private void endTurn() {
        locked = NOBODYS_TURN;
        writer.end();
    }

    private Optional<News> since(Connection connection, long known) throws SQLException {
        long appended = appended(connection);
        if (appended == known) {
            return Optional.empty();
        }
        Map<LedgerId, Standing> standings = new LinkedHashMap<>();
        learn(connection, new LedgerTable(connection, diagnosis()).listed())
                .forEach(row -> standings.put(row.id(), row.standing()));
        return Optional.of(new News(appended, standings));
    }

    /** Fails where nothing could be appended, so that this is known before anybody tries. */
    private static long appended(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(APPENDED)) {
            if (!row.next()) {
                throw new SQLException("The table journal has lost its row");
            }
            if (row.getBoolean(2)) {
                throw new SQLException("it is a standby, or set to default_transaction_read_only", READ_ONLY);
            }
            return row.getLong(1);
        }
    }

    /** Where every ledger stands after so many batches. */
    private record News(long appended, Map<LedgerId, Standing> standings) {}
}
