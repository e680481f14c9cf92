package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.Retention;
import dev.belay.store.sql.LedgerExport.Exported;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerExportTest {

    private static final int ENTRIES = 300;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void writeSample() {
        file = folder.resolve("belay.db");
        Sample.write(file, ENTRIES);
    }

    @Test
    void writesEveryEntryAfterItsDocuments() throws IOException {
        List<Exported> exported = LedgerExport.write(file, archives(), out);

        assertThat(exported).extracting(Exported::entries).containsExactly(300L, 2L);
        assertThat(exported).allSatisfy(each -> assertThat(each.broken()).isEmpty());
        assertThat(lines().get(0)).isEqualTo("{\"format\":\"belay-export-1\"}");
        assertThat(lines().get(1)).isEqualTo("{\"ledger\":{\"epoch\":\"epoch-1\",\"name\":\"shop/production\"}}");
        assertThat(lines().get(2)).startsWith("{\"document\":{\"key\":\"checkout.flag-1\",");
        assertThat(lines().get(3)).startsWith("{\"entry\":{\"action\":\"put\",");
        assertThat(lines()).contains("{\"end\":{\"ledger\":\"shop/production\",\"revision\":300}}");
        assertThat(entries(lines())).hasSize(302).allMatch(EntryFormat::hashHolds);
    }

    @Test
    void stopsAtTheFirstBrokenEntryAndSaysWhere() throws IOException, SQLException {
        execute("UPDATE entry SET body = substr(body, 2) WHERE ledger = 1 AND revision = 123");

        List<Exported> exported = LedgerExport.write(file, archives(), out);

        assertThat(exported).extracting(Exported::entries).containsExactly(122L, 2L);
        assertThat(exported.get(0).broken().orElseThrow().revision()).isEqualTo(123);
        assertThat(lines())
                .contains("{\"stopped\":{\"detail\":\"its bytes cannot be read as an entry\","
                        + "\"ledger\":\"shop/production\",\"revision\":123}}");
    }

    @Test
    void saysThatTheEndIsMissing() throws IOException, SQLException {
        execute("DELETE FROM entry WHERE ledger = 1 AND revision > 200");

        List<Exported> exported = LedgerExport.write(file, archives(), out);

        assertThat(exported.get(0).entries()).isEqualTo(200);
        assertThat(exported.get(0).broken().orElseThrow().detail()).isEqualTo("it is missing");
    }

    @Test
    void savesWhatIsReadableOfAFileWithLostPages() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 8 * 4_096, bytes.length, (byte) 0);
        Files.write(file, bytes);
        assertThatExceptionOfType(LedgerBrokenException.class).isThrownBy(() -> new Sample().open(file));

        LedgerExport.write(file, archives(), out);

        assertThat(entries(lines())).hasSizeBetween(200, ENTRIES + 1).allMatch(EntryFormat::hashHolds);
        assertThat(lines()).anyMatch(line -> line.startsWith("{\"stopped\":"));
    }

    @Test
    void savesWhatIsReadableOfAFileThatHasLostItsEnd() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 3 / 4));
        assertThatExceptionOfType(LedgerBrokenException.class).isThrownBy(() -> new Sample().open(file));

        LedgerExport.write(file, archives(), out);

        assertThat(entries(lines())).isNotEmpty().allMatch(EntryFormat::hashHolds);
        assertThat(lines()).anyMatch(line -> line.startsWith("{\"stopped\":"));
    }

    @Test
    void saysWhatIsMissingOfAFileWithoutEntries() throws IOException, SQLException {
        execute("DROP TABLE entry");

        List<Exported> exported = LedgerExport.write(file, archives(), out);

        assertThat(exported).extracting(Exported::entries).containsOnly(0L);
        assertThat(exported.get(0).broken().orElseThrow().detail())
                .contains("no such table")
                .doesNotContain("SQLITE");
        assertThatExceptionOfType(LedgerBrokenException.class)
                .isThrownBy(() -> new Sample().open(file))
                .withMessageContainingAll("a table is missing", "belay ledger export");
    }

    @Test
    void worksBesideTheStoreThatOwnsTheFile() throws IOException {
        Sample sample = new Sample();
        try (LedgerStore store = sample.open(file)) {
            sample.put(store, Sample.STAGING, "third", 3);

            List<Exported> exported = LedgerExport.write(file, archives(), out);
            List<Verification> verified = LedgerVerification.of(file, revision -> {});

            assertThat(exported).extracting(Exported::entries).containsExactly(300L, 3L);
            assertThat(verified).allMatch(Verification::intact).hasSize(2);
        }
    }

    @Test
    void saysWhatIsWrongWithAFileThatHoldsNothing() throws IOException {
        Files.write(file, new byte[10_000]);

        assertThatExceptionOfType(LedgerBrokenException.class)
                .isThrownBy(() -> LedgerExport.write(file, archives(), out))
                .withMessageEndingWith(
                        "it is not an SQLite database; nothing of it can be saved; restore a copy of the file");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> LedgerExport.write(folder.resolve("other.db"), archives(), out))
                .withMessageContaining("does not exist");
    }

    @Test
    void beginsWithTheFirstEntryAsLongAsTheArchivesAreThere() throws IOException {
        LedgerExport.write(file, archives(), out);
        List<LedgerEntry> whole = entries(lines());
        try (LedgerStore store = new Sample().open(file)) {
            Retention retention = new Retention(store, archives());
            retention.carryOut(retention.plan(Sample.PRODUCTION, 100), Retention.Progress.NONE);
            retention.carryOut(retention.plan(Sample.PRODUCTION, 250), Retention.Progress.NONE);
        }
        out.reset();

        List<Exported> exported = LedgerExport.write(file, archives(), out);

        assertThat(exported).extracting(Exported::entries).containsExactly(300L, 2L);
        assertThat(entries(lines())).isEqualTo(whole);
    }

    @Test
    void beginsWithTheStateAtTheOldestRevisionWithoutArchives() throws IOException {
        try (LedgerStore store = new Sample().open(file)) {
            store.compact(Sample.PRODUCTION, 250);
        }

        List<Exported> exported = LedgerExport.write(file, archives(), out);

        assertThat(exported).extracting(Exported::entries).containsExactly(50L, 2L);
        assertThat(lines().get(2)).startsWith("{\"base\":{\"action\":");
        assertThat(lines()).anyMatch(line -> line.startsWith("{\"subject\":{"));
        assertThat(entries(lines())).hasSize(52);
    }

    private ArchiveFolder archives() {
        return new ArchiveFolder(folder.resolve("archive"));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<LedgerEntry> entries(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("{\"entry\":"))
                .map(line -> ((Value.StructureValue) Json.read(line)).members().get("entry"))
                .map(EntryFormat::read)
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
