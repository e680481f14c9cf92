package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.FlagDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ledger restore} says of a backup that is damaged. */
class DamagedBackupTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final int ENTRIES = 300;

    @TempDir
    Path folder;

    private final ServerProgram program = new ServerProgram();
    private Path data;
    private Path backup;

    @BeforeEach
    void writeBackup() {
        data = folder.resolve("data");
        backup = folder.resolve("copy.db");
        try (LedgerStore store =
                SqliteStore.open(data.resolve(SqliteStore.FILE), InstantSource.system(), () -> "first-epoch")) {
            store.commit(Proposal.of(_ -> List.of(Draft.creating(FLAGS))));
            store.commit(Proposal.of(_ -> IntStream.range(0, ENTRIES)
                    .mapToObj(DamagedBackupTest::draft)
                    .toList()));
        }
        run("backup", backup.toString(), "--data", data.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--replace", "--replace --keep-epoch"})
    void saysWhichEntryIsBroken(String options) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + backup);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE entry SET body = x'7b7d' WHERE id = (SELECT max(id) FROM entry)");
        }

        assertThat(restore(options)).isEqualTo(ExitCode.DAMAGED);

        assertThat(program.error())
                .contains(
                        backup + " cannot be restored, and nothing was changed: ",
                        "Entry " + ENTRIES + " of ledger shop/production is broken: ")
                .doesNotContain("..", "restoring");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--replace", "--replace --keep-epoch"})
    void namesTheBackupWhosePagesAreDamagedAndWhatSavesTheRest(String options) throws IOException {
        byte[] bytes = Files.readAllBytes(backup);
        Arrays.fill(bytes, bytes.length / 4, bytes.length, (byte) 0x55);
        Files.write(backup, bytes);

        assertThat(restore(options)).isEqualTo(ExitCode.DAMAGED);

        assertThat(program.error())
                .contains(
                        backup + " cannot be restored, and nothing was changed: The file " + backup + " is damaged: ",
                        "'belay ledger export --data " + backup + "' saves what is intact")
                .doesNotContain("restoring");
        assertThat(run("verify", "--data", data.toString())).isZero();
        Path saved = folder.resolve("saved.jsonl");
        assertThat(run("export", "--data", backup.toString(), "--output", saved.toString()))
                .isEqualTo(ExitCode.DAMAGED);
        assertThat(program.error()).contains("shop/production: ").doesNotContain("does not exist");
    }

    private int restore(String options) {
        return run(Stream.concat(
                        Stream.of("restore", backup.toString(), "--data", data.toString()),
                        Stream.of(options.split(" ")))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        return program.run(
                Stream.concat(Stream.of("ledger"), Stream.of(arguments)).toList());
    }

    private static Draft draft(int number) {
        Authorship ana = Authorship.of(new Actor("token", "t-1", "Ana"), "because");
        String key = "flag-" + number % 7;
        return Draft.of(
                FLAGS, ana, "put", List.of(DraftChange.put(Subject.flag(key), FlagDocuments.split(key, 1 + number))));
    }
}
