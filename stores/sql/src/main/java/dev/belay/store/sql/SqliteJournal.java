package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * A journal in one SQLite file: one connection writes, a few read what is committed.
 *
 * <p><b>Thread-safety:</b> as {@link Journal} demands.
 */
final class SqliteJournal extends SqlJournal {

    private static final int READERS = 4;

    private final DataFolder folder;
    private final SqliteWriter writer;

    /**
     * Takes over a file that has the right schema.
     *
     * @param folder is given back when the journal is closed
     */
    SqliteJournal(Path file, DataFolder folder, boolean pagesAreChecked) throws SQLException {
        this(file, folder, new Damage(file), pagesAreChecked);
    }

    private SqliteJournal(Path file, DataFolder folder, Damage damage, boolean pagesAreChecked) throws SQLException {
        super(new Readers(new SqliteFile(file), damage, READERS), damage, new PageCheckOnce(pagesAreChecked));
        this.folder = folder;
        writer = new SqliteWriter(Connections.writer(file));
        writer.probe();
    }

    @Override
    public Map<LedgerId, Recovered> recover() {
        return readers().read(this::recover);
    }

    @Override
    public void write(Batch batch) {
        try {
            stored(batch, writer.write(batch, known()));
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        }
    }

    @Override
    void change(Step step) {
        try {
            writer.change(step);
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        }
    }

    @Override
    public void close() {
        // The folder is given back last, when nobody here touches the file any more.
        try {
            readers().close();
            writer.close();
        } catch (SQLException failure) {
            throw diagnosis().from(failure);
        } finally {
            folder.close();
        }
    }
}
