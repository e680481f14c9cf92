package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Commit;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Batch.CreatedLedger;
import dev.belay.ledger.serial.Batch.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

    /** How SQLite shows the setting under which a commit survives the loss of power. */
    private static final String FULL = "2";

    @TempDir
    Path folder;

    private final Sample sample = new Sample();

    @Test
    void keepsWhatWasCommitted() {
        Path file = folder.resolve("data/belay.db");
        LedgerState before;
        try (LedgerStore store = sample.open(file)) {
            sample.create(store, Sample.PRODUCTION);
            sample.put(store, Sample.PRODUCTION, "basket", 1);
            sample.put(store, Sample.PRODUCTION, "basket", 2);
            sample.put(store, Sample.PRODUCTION, "search", 3);
            sample.remove(store, Sample.PRODUCTION, "search");
            before = store.head(Sample.PRODUCTION);
        }

        try (LedgerStore store = sample.open(file)) {
            LedgerState after = store.head(Sample.PRODUCTION);

            assertThat(after.position()).isEqualTo(before.position());
            assertThat(after.at()).isEqualTo(before.at());
            assertThat(after.checksum()).isEqualTo(before.checksum());
            assertThat(after.subject(Subject.flag("basket"))).isEqualTo(before.subject(Subject.flag("basket")));
            assertThat(after.subject(Subject.flag("search")))
                    .isEqualTo(SubjectState.tombstone(Subject.flag("search"), 2));
        }
    }

    @Test
    void remembersIdempotencyKeysAcrossAStart() {
        Path file = folder.resolve("belay.db");
        Commit first;
        try (LedgerStore store = sample.open(file)) {
            sample.create(store, Sample.PRODUCTION);
            first = sample.putOnce(store, "key-1", "basket", 1);
        }

        try (LedgerStore store = sample.open(file)) {
            Commit repeated = sample.putOnce(store, "key-1", "basket", 1);

            assertThat(repeated.replayed()).isTrue();
            assertThat(repeated.in(Sample.PRODUCTION).orElseThrow().entry())
                    .isEqualTo(first.in(Sample.PRODUCTION).orElseThrow().entry());
        }
    }

    @Test
    void readsStatesFromBeforeAndAfterACheckpoint() {
        Path file = folder.resolve("belay.db");
        Sample.write(file, 1_040);

        try (LedgerStore store = sample.open(file)) {
            assertThat(store.at(Sample.PRODUCTION, 17).live()).hasSize(17);
            assertThat(store.at(Sample.PRODUCTION, 0).live()).isEmpty();
            assertThat(store.at(Sample.PRODUCTION, 1_005).position().revision()).isEqualTo(1_005);
            assertThat(store.verify(Sample.PRODUCTION, 1, revision -> {}).entries())
                    .isEqualTo(1_040);
        }
    }

    @Test
    void refusesAFolderThatAnotherStoreHas() {
        Path file = folder.resolve("belay.db");

        try (LedgerStore store = sample.open(file)) {
            assertThat(store.ledgers()).isEmpty();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> sample.open(file))
                    .withMessageContaining(folder.getFileName().toString())
                    .withMessageContaining("is in use by this process; stop that Belay or name another folder");
        }
    }

    @Test
    void givesTheFolderBackWhenClosedOrRefused() throws IOException {
        Path file = folder.resolve("belay.db");
        sample.open(file).close();
        Path damaged = folder.resolve("damaged.db");
        Files.writeString(damaged, "no database".repeat(1_000));
        assertThatExceptionOfType(LedgerBrokenException.class).isThrownBy(() -> sample.open(damaged));

        try (LedgerStore store = sample.open(file)) {
            assertThat(store.health().healthy()).isTrue();
        }
    }

    @Test
    void closesEveryConnectionEvenDuringTheBackgroundVerification() throws IOException {
        Path file = folder.resolve("belay.db");
        Sample.write(file, 1_040);

        sample.open(file).close();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("belay.lock"));
        }
    }

    @Test
    void namesAFolderThatCannotBeWrittenTo() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("taken"), "by a file");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> sample.open(notAFolder.resolve("belay.db")))
                .withMessage("Belay cannot write to the data folder " + notAFolder
                        + " (there is a file of that name); name another with --data or change its permissions");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Path file = folder.resolve("belay.db");
        Files.writeString(file, "This is no database at all. ".repeat(200));

        assertThatExceptionOfType(LedgerBrokenException.class)
                .isThrownBy(() -> sample.open(file))
                .withMessage("The file " + file + " is damaged: it is not an SQLite database;"
                        + " nothing of it can be saved; restore a copy of the file");
    }

    @Test
    void refusesAFileThatLostItsContent() throws IOException {
        Path file = folder.resolve("belay.db");
        sample.open(file).close();
        Files.write(file, new byte[0]);

        assertThatExceptionOfType(LedgerBrokenException.class)
                .isThrownBy(() -> sample.open(file))
                .withMessageContaining("it is empty");
    }

    @Test
    void refusesToBeginAnewBesideTheLogOfAMissingFile() throws IOException {
        Path file = folder.resolve("belay.db");
        Files.writeString(folder.resolve("belay.db-wal"), "what is not in the file yet");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> sample.open(file))
                .withMessageContaining("is missing, though its log " + file + "-wal is there");
    }

    @Test
    void refusesADatabaseOfSomebodyElse() throws SQLException {
        Path file = folder.resolve("belay.db");
        execute(file, "CREATE TABLE pets (name TEXT)");

        assertThatExceptionOfType(LedgerBrokenException.class)
                .isThrownBy(() -> sample.open(file))
                .withMessageContaining("not one of Belay");
    }

    @Test
    void refusesAFileOfANewerBelay() throws SQLException {
        Path file = folder.resolve("belay.db");
        sample.open(file).close();
        execute(file, "PRAGMA user_version = 99");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> sample.open(file))
                .withMessage("The file " + file + " has schema 99, and this Belay reads 1 to 2"
                        + "; start the Belay that wrote it, or a newer one");
    }

    @Test
    void writesAgainAfterAWriteThatBrokeOff() {
        LedgerEntry endless = new LedgerEntry(
                new Position("e1", 1),
                Instant.EPOCH,
                new Actor("token", "t-1", "ana"),
                Optional.empty(),
                "put",
                Optional.empty(),
                List.of(),
                nested(100_000),
                LedgerEntry.NO_PREVIOUS,
                LedgerEntry.NO_PREVIOUS);
        List<CreatedLedger> created = List.of(new CreatedLedger(Sample.PRODUCTION, "e1"));
        List<Written> written =
                List.of(new Written(Sample.PRODUCTION, endless, LedgerState.empty("e1"), List.of(), List.of()));

        try (SqliteJournal journal = SqliteStore.journal(folder.resolve("belay.db"))) {
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> journal.write(new Batch(created, written, Map.of(), List.of(), Instant.EPOCH)));
            assertThat(journal.recover()).isEmpty();

            journal.write(new Batch(created, List.of(), Map.of(), List.of(), Instant.EPOCH));

            assertThat(journal.recover()).containsOnlyKeys(Sample.PRODUCTION);
        }
    }

    @Test
    void waitsForTheDiskWithEveryCommit() throws SQLException {
        Path file = folder.resolve("belay.db");
        sample.open(file).close();

        try (Connection writer = Connections.writer(file)) {
            assertThat(setting(writer, "synchronous")).isEqualTo(FULL);
            assertThat(setting(writer, "journal_mode")).isEqualTo("wal");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.getString(1);
        }
    }

    private static Value.StructureValue nested(int depth) {
        Value.StructureValue value = new Value.StructureValue(Map.of());
        for (int level = 0; level < depth; level++) {
            value = new Value.StructureValue(Map.of("in", value));
        }
        return value;
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
