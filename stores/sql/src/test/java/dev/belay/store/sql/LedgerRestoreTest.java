package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.DamagedArchiveException;
import dev.belay.ledger.archive.Retention;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerRestoreTest {

    private static final int ENTRIES = 1_100;

    @TempDir
    Path folder;

    private Path file;
    private Path restored;
    private String contents;

    @BeforeEach
    void writeSample() {
        file = folder.resolve("data/belay.db");
        restored = folder.resolve("restored/belay.db");
        Sample.write(file, ENTRIES);
        contents = Contents.of(file).text().orElseThrow();
    }

    @Test
    void makesTheSameLedgersOfAnExport() throws IOException {
        restore(export()).from(export(), read -> {});

        assertThat(Contents.of(restored).text()).contains(contents);
    }

    @Test
    void readsACompressedExport() throws IOException {
        Path compressed = folder.resolve("export.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(export(), out);
        }

        restore(compressed).from(compressed, read -> {});

        assertThat(Contents.of(restored).text()).contains(contents);
    }

    @Test
    void makesTheSameLedgersOfArchivesAndWhatIsLeft() throws IOException {
        try (LedgerStore store = new Sample().open(file)) {
            Retention retention = new Retention(store, archives());
            retention.carryOut(retention.plan(Sample.PRODUCTION, 400), Retention.Progress.NONE);
            retention.carryOut(retention.plan(Sample.PRODUCTION, 1_050), Retention.Progress.NONE);
        }
        Path export = export();

        restore(export).from(export, read -> {});

        assertThat(Contents.of(restored).text()).contains(contents);
    }

    @Test
    void beginsWhereTheExportBegins() throws IOException {
        List<LedgerEntry> left;
        try (LedgerStore store = new Sample().open(file)) {
            store.compact(Sample.PRODUCTION, 1_050);
            left = store.entries(Sample.PRODUCTION, 1_050, 1_000);
        }
        String compacted = Contents.of(file).text().orElseThrow();
        Path export = export();

        restore(export).from(export, read -> {});

        assertThat(Contents.of(restored).text()).contains(compacted);
        try (LedgerStore store = new Sample().open(restored)) {
            assertThat(store.oldest(Sample.PRODUCTION)).isEqualTo(1_050);
            assertThat(store.entries(Sample.PRODUCTION, 1_050, 1_000)).isEqualTo(left);
        }
    }

    @Test
    void beginsANewEpochAfterTheLastEntryUnlessToldOtherwise() throws IOException {
        Sample sample = new Sample();
        new LedgerRestore(restored, false, Optional.of(() -> "another-epoch"), sample.clock())
                .from(export(), read -> {});

        try (LedgerStore store = new Sample().open(restored)) {
            LedgerEntry last = store.entry(Sample.PRODUCTION, ENTRIES + 1).orElseThrow();
            assertThat(last.action()).isEqualTo("renew-epoch");
            assertThat(last.position().epoch()).isEqualTo("another-epoch");
            assertThat(store.head(Sample.STAGING).position().epoch()).isEqualTo("another-epoch");
        }
        assertThat(LedgerVerification.of(restored, read -> {})).allMatch(Verification::intact);
    }

    @Test
    void replacesNothingUnlessToldAndPutsItAsideThen() throws IOException {
        Path export = export();
        restore(export).from(export, read -> {});

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> restore(export).from(export, read -> {}))
                .withMessageContainingAll("exists", "--replace");
        new LedgerRestore(restored, true, Optional.empty(), new Sample().clock()).from(export, read -> {});

        assertThat(aside()).hasSize(1);
        assertThat(Contents.of(restored).text()).contains(contents);
    }

    @Test
    void keepsEveryFileThatItPutsAside() throws IOException {
        Path export = export();
        String original;
        Sample sample = new Sample();
        try (LedgerStore store = sample.open(file)) {
            sample.put(store, Sample.PRODUCTION, "only-in-the-original", 1);
        }
        original = Contents.of(file).text().orElseThrow();
        restored = file;

        for (int each = 0; each < 2; each++) {
            sample.clock().advance(Duration.ofSeconds(1));
            new LedgerRestore(restored, true, Optional.empty(), sample.clock()).from(export, read -> {});
        }

        assertThat(aside()).hasSize(2);
        assertThat(Contents.of(aside().get(0)).text()).contains(original);
        assertThat(Contents.of(aside().get(1)).text()).contains(contents);
    }

    @Test
    void overwritesNothingThatWasPutAsideAtTheSameInstant() throws IOException {
        Path export = export();
        LedgerRestore restore = new LedgerRestore(file, true, Optional.empty(), new Sample().clock());
        restore.from(export, read -> {});

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> restore.from(export, read -> {}));

        assertThat(Contents.of(file).text()).contains(contents);
    }

    private List<Path> aside() throws IOException {
        try (Stream<Path> files = Files.list(restored.resolveSibling(""))) {
            return files.filter(each -> each.getFileName().toString().startsWith("belay.db.before-restore-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void refusesAnExportThatWasEditedAndLeavesNothing() throws IOException {
        Path export = export();
        String text = Files.readString(export);
        Files.writeString(export, text.replaceFirst("because the basket", "for the basket"));

        assertThatExceptionOfType(DamagedArchiveException.class)
                .isThrownBy(() -> restore(export).from(export, read -> {}))
                .withMessageContaining("Entry 1 of ledger shop/production");
        assertThat(restored).doesNotExist();
        assertThat(restored.resolveSibling("restoring")).doesNotExist();
    }

    @Test
    void refusesAnExportThatHasLostItsEnd() throws IOException {
        Path export = export();
        byte[] bytes = Files.readAllBytes(export);
        Files.write(export, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatExceptionOfType(DamagedArchiveException.class)
                .isThrownBy(() -> restore(export).from(export, read -> {}));
        Files.writeString(export, "{\"format\":\"belay-export-1\"}\nnonsense\n", StandardCharsets.UTF_8);
        assertThatExceptionOfType(DamagedArchiveException.class)
                .isThrownBy(() -> restore(export).from(export, read -> {}))
                .withMessageStartingWith("line 2: ");
    }

    @Test
    void backsUpWhileWritesGoOn() throws IOException, InterruptedException {
        Path backup = folder.resolve("backup.db");
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Sample sample = new Sample();
        int before;
        try (LedgerStore store = sample.open(file)) {
            Thread writer = new Thread(() -> {
                while (!over.get()) {
                    sample.put(store, Sample.STAGING, "during", acknowledged.get());
                    acknowledged.incrementAndGet();
                }
            });
            writer.start();
            while (acknowledged.get() < 10) {
                Thread.onSpinWait();
            }
            before = acknowledged.get();
            SqliteBackup.write(file, backup);
            over.set(true);
            writer.join(Duration.ofSeconds(30).toMillis());
        }

        restore(backup).from(backup, read -> {});

        assertThat(LedgerVerification.of(restored, read -> {})).allMatch(Verification::intact);
        try (LedgerStore store = new Sample().open(restored)) {
            long entries = store.head(Sample.STAGING).position().revision() - 2;
            assertThat(entries).isBetween((long) before, (long) acknowledged.get());
            assertThat(store.head(Sample.PRODUCTION).position().revision()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void backsUpOverNothing() throws IOException {
        Path backup = Files.createFile(folder.resolve("backup.db"));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> SqliteBackup.write(file, backup))
                .withMessageContaining("exists already");
    }

    private LedgerRestore restore(Path source) {
        assertThat(source).exists();
        return new LedgerRestore(restored, false, Optional.empty(), new Sample().clock());
    }

    private Path export() throws IOException {
        Path export = folder.resolve("export.jsonl");
        try (OutputStream out = Files.newOutputStream(export)) {
            LedgerExport.write(file, archives(), out);
        }
        return export;
    }

    private ArchiveFolder archives() {
        return new ArchiveFolder(folder.resolve("archive"));
    }
}
