package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.server.sinks.storage.SampleSink;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The commands work on a database while a node serves it, with a folder of archives that both share. */
class LedgerCommandsOnPostgresTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final int ENTRIES = 1_500;

    @TempDir
    Path folder;

    private final PGSimpleDataSource database = Postgres.newSchema();
    private final ServerProgram program = new ServerProgram();
    private Path archive;
    private Storage node;

    @BeforeEach
    void serve() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        node = PostgresStorage.open(
                PostgresAddress.of(Postgres.url(database), Map.of()),
                Optional.of(new ArchiveFolder(archive)),
                InstantSource.system(),
                new Epochs(),
                NewsChannel.NONE);
        node.ledgers().commit(Proposal.of(_ -> List.of(Draft.creating(FLAGS))));
        node.ledgers()
                .commit(Proposal.of(_ -> IntStream.range(0, ENTRIES)
                        .mapToObj(LedgerCommandsOnPostgresTest::draft)
                        .toList()));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void archivesBesideANodeThatReadsOnFromTheArchives() throws IOException {
        LedgerStore store = node.ledgers();

        archiveFiveHundred();
        append(store);

        assertThat(text()).contains("shop/production: 500 entries archived, up to revision 500, in ");
        assertThat(new ArchiveFolder(archive).of(FLAGS)).hasSize(1);
        Awaited.until(() -> node.retention().orElseThrow().oldest(FLAGS) == 500);
        assertThat(store.oldest(FLAGS)).isZero();
        assertThat(store.at(FLAGS, 5).position().revision()).isEqualTo(5);
        assertThat(store.entry(FLAGS, 3)).isPresent();
    }

    @Test
    void leavesWhatTheNodesSinksHaveNotAnnounced() {
        SampleSink.add(
                node.operations(),
                "s-1",
                FLAGS,
                new Position(node.ledgers().head(FLAGS).position().epoch(), 200));

        archiveFiveHundred();

        assertThat(text()).contains("200 entries archived", "300 entries more would go, but the sink s-1");
    }

    @Test
    void archivesADatabaseThatNoServerHasUsed() throws IOException {
        Postgres.run(database, "DROP TABLE sink_cursor CASCADE");

        archiveFiveHundred();

        assertThat(new ArchiveFolder(archive).of(FLAGS)).hasSize(1);
    }

    @Test
    void leavesTablesOfOlderNodesAsTheyAre() {
        Postgres.run(database, "DELETE FROM belay_operations_schema WHERE version = '8'");

        assertThat(run("archive", "--keep", "1000", "--dry-run", "--archive", archive.toString()))
                .isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(error()).contains("operations tables of schema 7", "start a server of this version");
        assertThat(archive).isEmptyDirectory();
    }

    @Test
    void provesTheDatabaseAndItsArchives() {
        archiveFiveHundred();

        assertThat(run("verify", "--archive", archive.toString())).isZero();

        assertThat(text())
                .contains("shop/production: 1000 entries, from revision 501 on, intact")
                .contains("shop/production, archive of revisions 1 to 500: 500 entries, intact");
    }

    @Test
    void findsWhatSomebodyHasChangedInTheDatabase() {
        Postgres.run(
                database, "UPDATE entry SET body = convert_to('{}', 'UTF8') WHERE id = (SELECT max(id) FROM entry)");

        assertThat(run("verify")).isEqualTo(ExitCode.DAMAGED);
    }

    @Test
    void exportsWhatAFileCanBeMadeOf() {
        Path export = folder.resolve("export.jsonl");
        Path restored = folder.resolve("restored");

        archiveFiveHundred();
        assertThat(run("export", "--archive", archive.toString(), "--output", export.toString()))
                .isZero();

        assertThat(error()).contains("shop/production: 1500 entries exported");
        assertThat(ledger("restore", export.toString(), "--data", restored.toString()))
                .isZero();
        assertThat(ledger("verify", "--data", restored.toString())).isZero();
        assertThat(text()).contains("shop/production: 1501 entries, intact");
    }

    @Test
    void archivesNowhereUnlessToldWhere() {
        assertThat(run("archive", "--keep", "1000")).isEqualTo(ExitCode.USAGE);
        assertThat(error()).contains("--archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "restore"})
    void leavesBackupsToTheDatabasesOwnTools(String command) {
        assertThat(run(command, folder.resolve("file").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(error()).contains("pg_basebackup");
    }

    private void archiveFiveHundred() {
        assertThat(run("archive", "--keep", "1000", "--archive", archive.toString()))
                .as(error())
                .isZero();
    }

    private static Draft draft(int number) {
        Authorship ana = Authorship.of(new Actor("token", "t-1", "Ana"), "because");
        String key = "flag-" + number % 7;
        return Draft.of(
                FLAGS, ana, "put", List.of(DraftChange.put(Subject.flag(key), FlagDocuments.split(key, 1 + number))));
    }

    private static void append(LedgerStore store) {
        store.commit(Proposal.of(_ -> List.of(draft(ENTRIES))));
    }

    private int run(String... arguments) {
        return ledger(Stream.concat(Stream.of(arguments), Stream.of("--store", Postgres.url(database)))
                .toArray(String[]::new));
    }

    private int ledger(String... arguments) {
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
