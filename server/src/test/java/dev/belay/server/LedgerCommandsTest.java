package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.sinks.storage.SampleSink;
import dev.belay.server.sinks.storage.SinkStore;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.FlagDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCommandsTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final int ENTRIES = 1_500;

    @TempDir
    Path folder;

    private final ServerProgram program = new ServerProgram();
    private Path data;

    @BeforeEach
    void writeLedger() {
        data = folder.resolve("data");
        try (LedgerStore store = open(data)) {
            store.commit(Proposal.of(_ -> List.of(Draft.creating(FLAGS))));
            store.commit(Proposal.of(_ -> IntStream.range(0, ENTRIES)
                    .mapToObj(LedgerCommandsTest::draft)
                    .toList()));
        }
    }

    @Test
    void saysWhatWouldBeArchivedAndThenArchivesIt() throws IOException {
        assertThat(run("archive", "--keep", "1000", "--dry-run", "--data", data.toString()))
                .isZero();
        assertThat(text()).contains("shop/production: 500 entries would be archived, up to revision 500");
        assertThat(archives().all()).isEmpty();

        assertThat(run("archive", "--keep", "1000", "--data", data.toString())).isZero();

        assertThat(text()).contains("shop/production: 500 entries archived, up to revision 500, in ");
        assertThat(archives().all()).hasSize(1);
        assertThat(run("verify", "--data", data.toString())).isZero();
        assertThat(text())
                .contains("shop/production: 1000 entries, from revision 501 on, intact")
                .contains("shop/production, archive of revisions 1 to 500: 500 entries, intact");
        assertThat(run("archive", "--keep", "1000", "--json", "--data", data.toString()))
                .isZero();
        assertThat(text())
                .contains(
                        "\"entries\":0,\"held\":0,\"kept\":\"it has 1000 entries in the store",
                        "\"ledger\":\"shop/production\"");
    }

    @Test
    void saysWhatStaysAndWhyAndWhenTheFirstCanGo() {
        try (LedgerStore store = open(data)) {
            store.commit(Proposal.once(new IdempotencyKey("t-1", "first", "hash"), _ -> List.of(draft(1))));
            store.commit(Proposal.of(_ -> IntStream.range(0, 1_200)
                    .mapToObj(LedgerCommandsTest::draft)
                    .toList()));
        }

        assertThat(run("archive", "--keep", "1000", "--dry-run", "--json", "--data", data.toString()))
                .isZero();
        assertThat(text()).contains("\"keptUntil\":\"");
        run("archive", "--keep", "1000", "--data", data.toString());

        assertThat(text())
                .contains("entries archived, up to revision 1500")
                .contains("entries from revision 1501 on stay for now")
                .contains("requests of the last 24 hours may be repeated");
    }

    @Test
    void leavesTheLastThousandEntriesWhateverTheInstant() {
        assertThat(run("archive", "--before", "2999-01-01T00:00:00Z", "--data", data.toString()))
                .isZero();

        assertThat(text()).contains("500 entries archived");
    }

    @Test
    void leavesWhatSinksHaveNotAnnouncedUnlessToldOtherwise() {
        String epoch;
        try (LedgerStore store = open(data)) {
            epoch = store.head(FLAGS).position().epoch();
        }
        try (OperationsDatabase operations = OperationsDatabase.open(data.resolve(OperationsDatabase.FILE))) {
            SampleSink.add(operations, "s-1", FLAGS, new Position(epoch, 200));
        }

        assertThat(run("archive", "--keep", "1000", "--data", data.toString())).isZero();
        assertThat(text())
                .contains("shop/production: 200 entries archived, up to revision 200, in ")
                .contains("300 entries more would go, but the sink s-1 has not announced them yet");
        assertThat(run("archive", "--keep", "1000", "--json", "--dry-run", "--data", data.toString()))
                .isZero();
        assertThat(text()).contains("\"entries\":0,\"held\":300,\"heldFor\":\"the sink s-1\"");

        assertThat(run("archive", "--keep", "1000", "--despite-sinks", "--data", data.toString()))
                .isZero();
        assertThat(text()).contains("shop/production: 300 entries archived, up to revision 500, in ");
    }

    @Test
    void leavesAllOfAnEnvironmentThatASinkHasNotBegun() {
        try (OperationsDatabase operations = OperationsDatabase.open(data.resolve(OperationsDatabase.FILE))) {
            new SinkStore(operations).add(SampleSink.named("s-1"), Map.of());
        }

        assertThat(run("archive", "--keep", "1000", "--data", data.toString())).isZero();

        assertThat(text()).contains("0 entries archived", "500 entries more would go, but the sink s-1");
    }

    @Test
    void verifiesAnArchiveAloneAndFindsItsDamage() throws IOException {
        run("archive", "--keep", "1000", "--data", data.toString());
        Archive archive = archives().all().getFirst();
        assertThat(run("verify", "--archive", archive.file().toString())).isZero();
        byte[] bytes = Files.readAllBytes(archive.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive.file(), bytes);

        assertThat(run("verify", "--archive", archive.file().toString())).isEqualTo(ExitCode.DAMAGED);
        assertThat(text()).contains("archive of revisions 1 to 500 is damaged");
        assertThat(run("verify", "--json", "--data", data.toString())).isEqualTo(ExitCode.DAMAGED);
        assertThat(text()).contains("\"intact\":false");
    }

    @Test
    void namesAnArchiveWhoseManifestIsTorn() throws IOException {
        run("archive", "--keep", "1000", "--data", data.toString());
        String content = archives().all().getFirst().file().toString();
        Files.write(Path.of(content.replace(".jsonl.gz", ".json")), new byte[0]);

        assertThat(run("verify", "--data", data.toString())).isEqualTo(ExitCode.DAMAGED);
        assertThat(text())
                .contains("1000 entries, from revision 501 on, intact")
                .contains(".json is damaged");
        assertThat(run("verify", "--json", "--data", data.toString())).isEqualTo(ExitCode.DAMAGED);
        assertThat(text()).contains("\"intact\":false", "\"unreadable\":[{\"manifest\":");
    }

    @Test
    void restoresABackupIntoANewEpoch() {
        Path backup = folder.resolve("copy.db");
        Path restored = folder.resolve("restored");
        assertThat(run("backup", backup.toString(), "--data", data.toString())).isZero();
        assertThat(run("verify", "--data", backup.toString())).isZero();

        assertThat(run("restore", backup.toString(), "--data", restored.toString()))
                .isZero();
        assertThat(text())
                .contains("shop/production: 1501 entries, restored and intact", "has begun a new epoch")
                .doesNotContain("kept as");
        assertThat(run("restore", backup.toString(), "--data", restored.toString()))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(error()).contains("--replace");
        assertThat(run("restore", backup.toString(), "--keep-epoch", "--replace", "--data", restored.toString()))
                .isZero();
        assertThat(text())
                .contains("The ledgers that were there are kept as " + restored.resolve("belay.db.before-restore-"))
                .contains("have kept their epochs");

        try (LedgerStore store = open(restored)) {
            assertThat(store.head(FLAGS).position().revision()).isEqualTo(ENTRIES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "\u001f\u008bxx"})
    void refusesToRestoreWhatIsNeitherABackupNorAnExport(String content) throws IOException {
        Path garbage = Files.write(folder.resolve("garbage"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("restore", garbage.toString(), "--replace", "--data", data.toString()))
                .isEqualTo(ExitCode.DAMAGED);

        assertThat(error()).contains(garbage + " cannot be restored, and nothing was changed: it");
        assertThat(run("verify", "--data", data.toString())).isZero();
    }

    @Test
    void saysWhichFileOrFolderIsMissing() {
        Path nowhere = folder.resolve("nowhere").resolve("copy.db");

        assertThat(run("restore", nowhere.toString(), "--data", data.toString()))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(error()).contains("There is no file " + nowhere).contains("ledger backup");
        assertThat(run("restore", folder.toString(), "--data", data.toString())).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(error()).contains(folder + " is a folder");
        assertThat(run("backup", nowhere.toString(), "--data", data.toString())).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(error())
                .contains("There is no folder " + nowhere.getParent())
                .contains("make it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive --keep 1000", "verify", "export", "backup copy.db"})
    void makesNoStoreWhereNoneIs(String line) {
        Path nowhere = folder.resolve("nowhere");
        String[] words = line.replace("copy.db", folder.resolve("copy.db").toString())
                .concat(" --data " + nowhere)
                .split(" ");

        assertThat(run(words)).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(error()).contains("The file " + nowhere.resolve(SqliteStore.FILE) + " does not exist");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void saysOfAStoreWithoutLedgersThatItHasNone() {
        Path empty = folder.resolve("empty");
        open(empty).close();

        assertThat(run("verify", "--data", empty.toString())).isZero();

        assertThat(text()).contains("There are no ledgers in the file " + empty.resolve(SqliteStore.FILE));
    }

    @Test
    void namesTheArchiveThatIsNotThere() {
        Path nowhere = folder.resolve("nope.jsonl.gz");

        assertThat(run("verify", "--archive", nowhere.toString())).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(error()).contains("There is no archive " + nowhere);
    }

    @Test
    void restoresAnExportWithWhatIsArchived() {
        Path export = folder.resolve("export.jsonl");
        run("archive", "--keep", "1000", "--data", data.toString());
        assertThat(run("export", "--output", export.toString(), "--data", data.toString()))
                .isZero();
        assertThat(error()).contains("shop/production: 1500 entries exported");

        assertThat(run(
                        "restore",
                        export.toString(),
                        "--keep-epoch",
                        "--data",
                        folder.resolve("new").toString()))
                .isZero();

        assertThat(text()).contains("shop/production: 1500 entries, restored and intact");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "archive, needs either --keep or --before",
        "archive --keep 10, at least 1000",
        "archive --keep many, at least 1000",
        "archive --before yesterday, must be an instant",
        "archive --keep 1000 --ledger shop/nowhere, There is no ledger 'shop/nowhere'",
        "backup, needs a file",
        "restore --replace, needs a file",
        "restore nothing.jsonl --fast, There is no option '--fast'"
    })
    void refusesWhatItDoesNotUnderstand(String line, String sentence) {
        String[] words = (line + (line.equals("backup") ? "" : " --data " + data)).split(" ");

        assertThat(run(words)).isEqualTo(ExitCode.USAGE);
        assertThat(error()).contains(sentence);
    }

    private static Draft draft(int number) {
        Authorship ana = Authorship.of(new Actor("token", "t-1", "Ana"), "because");
        String key = "flag-" + number % 7;
        return Draft.of(
                FLAGS, ana, "put", List.of(DraftChange.put(Subject.flag(key), FlagDocuments.split(key, 1 + number))));
    }

    private static LedgerStore open(Path data) {
        return SqliteStore.open(data.resolve(SqliteStore.FILE), InstantSource.system(), () -> "first-epoch");
    }

    private ArchiveFolder archives() {
        return new ArchiveFolder(data.resolve("archive"));
    }

    private int run(String... arguments) {
        return program.run(
                Stream.concat(Stream.of("ledger"), Stream.of(arguments)).toList());
    }

    private String text() {
        return program.text();
    }

    private String error() {
        return program.error();
    }
}
