package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "serve --prt 8080, There is no option '--prt' here",
        "serve --port eighty, must be a number from 0 to 65535",
        "serve --port 65536, must be a number from 0 to 65535",
        "serve --port, needs a value after it",
        "serve --port 1 --port 2, was given 2 times",
        "serve --key belay_replica_1, is for replicas",
        "serve --upstream https://ada:secret@localhost:1 --key belay_replica_1, leave out what is before the '@'",
        "serve --upstream somewhere --key belay_replica_1, is not the address of a server",
        "serve --upstream http://localhost:1, needs a replica key of each flag set",
        "serve --upstream http://localhost:1 --key-file /no/such/file, cannot be read: it does not exist.",
        "serve --upstream http://localhost:1 --key belay_replica_1 --most-age soon, must be one such as 90s",
        "serve --upstream http://localhost:1 --key belay_replica_ré, contains characters that no key has",
        "serve --upstream http://localhost:1 --key belay_server_s3cret, is a server key; it needs replica keys",
        "serve --upstream http://localhost:1 --key belay_token_s3cret, is another credential; it needs replica keys",
        "serve --upstream http://localhost:1 --key s3cret, is no key that a server has made; it needs replica keys",
        "ledger, ''",
        "ledger prove, There is no command 'ledger prove'",
        "ledger verify --fast, There is no option '--fast' here",
        "serve --data here --store jdbc:postgresql://localhost/belay, name two places for everything",
        "serve --store jdbc:postgresql://localhost/belay?password=s3cret, must not hold a password",
        "serve --upstream http://localhost:1 --key belay_replica_1 --archive here, do not go together",
        "serve --news redis://localhost, is for nodes that share a database",
        "serve --store jdbc:postgresql://localhost/belay --news http://localhost, is not one of a Redis server",
        "serve --store jdbc:postgresql://localhost/belay --news redis://belay:s3cret@localhost, must not hold a password",
        "serve --store jdbc:postgresql://localhost/belay --news redis://belay@localhost, BELAY_NEWS_PASSWORD_FILE",
        "serve --store jdbc:postgresql://localhost/belay --news redis://localhost:x, cannot be read",
        "serve --upstream http://localhost --key belay_replica_k --news redis://localhost, hears of changes from its upstream",
        "serve --store jdbc:mysql://localhost/belay, must begin with 'jdbc:postgresql:'",
        "serve --store jdbc:postgresql://localhost:x/belay, jdbc:postgresql://host:port/database",
        "sing, There is no command 'sing'"
    })
    void refusesWrongCommandLinesInOneSentence(String line, String sentence) {
        int exitCode = run(line.split(" "));

        assertThat(exitCode).isEqualTo(sentence.isEmpty() ? 0 : 64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("s3cret");
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void refusesAReplicaInTheFolderOfAServer() throws IOException {
        Files.createFile(folder.resolve("belay.db"));

        int exitCode = run(
                "serve", "--upstream", "http://localhost:1", "--key", "belay_replica_1", "--data", folder.toString());

        assertThat(exitCode).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("give the replica a folder of its own");
        assertThat(folder).isDirectoryContaining("glob:**belay.db").isDirectoryNotContaining("glob:**.{copy,keys}");
    }

    @Test
    void refusesAServerInTheFolderOfAReplica() throws IOException {
        Files.createFile(folder.resolve("0123456789abcdef.copy"));

        int exitCode = run("serve", "--port", "0", "--data", folder.toString());

        assertThat(exitCode).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("belongs to a replica", "a folder of its own");
        assertThat(folder).isDirectoryNotContaining("glob:**belay.db");
    }

    @Test
    void tellsHowItIsUsed() {
        assertThat(run("--help")).isZero();
        assertThat(run("serve", "--help")).isZero();
        assertThat(run("ledger", "--help")).isZero();
        assertThat(text())
                .contains("belay serve", "--port", "BELAY_ADMIN_TOKEN", "Exit codes", "'belay ledger COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "export", "backup", "restore", "archive"})
    void tellsOfEachLedgerCommandOnAPageOfItsOwn(String command) {
        assertThat(run("ledger", command, "--help")).isZero();

        assertThat(text())
                .startsWith("Usage: belay ledger " + command)
                .contains("  --data DIR ", "Example: belay ledger " + command, "Exit codes: ")
                .doesNotContain("%");
    }

    @Test
    void takesOnlyTokensThatCannotBeGuessed() {
        assertThat(ServeCommand.token(Map.of("BELAY_ADMIN_TOKEN", "x".repeat(32))))
                .isPresent();
        assertThat(ServeCommand.token(Map.of("BELAY_ADMIN_TOKEN", ""))).isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ServeCommand.token(Map.of("BELAY_ADMIN_TOKEN", "secret")))
                .withMessageContaining("32")
                .withMessageNotContaining("secret");
    }

    @Test
    void saysWhenAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("new");

            int exitCode = run("serve", "--port", Integer.toString(taken.getLocalPort()), "--data", data.toString());

            assertThat(exitCode).isEqualTo(69);
            assertThat(error())
                    .contains(Integer.toString(taken.getLocalPort()), "--port")
                    .doesNotContain("Exception");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void saysWhenTheFolderCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(run("serve", "--port", "0", "--data", file.toString())).isEqualTo(69);
        assertThat(error()).contains(file.toString(), "--data").doesNotContain("Exception");
    }

    @Test
    void saysWhenTheFolderForArchivesIsNotThere() {
        String archive = folder.resolve("not-mounted").toString();

        assertThat(run("serve", "--port", "0", "--data", folder.toString(), "--archive", archive))
                .isEqualTo(69);
        assertThat(error()).contains(archive, "mount it").doesNotContain("Exception");
    }

    @Test
    void saysWhenAnotherServerHasTheFolder() {
        try (RunningApplication first = RunningApplication.onSqlite(folder)) {
            assertThat(first.get("").status()).isEqualTo(200);

            assertThat(run("serve", "--port", "0", "--data", folder.toString())).isEqualTo(69);
            assertThat(error()).contains("in use");
        }
    }

    @Test
    void refusesAFileThatHoldsNothingAndDoesNotPromiseToSaveIt() throws IOException {
        Files.writeString(folder.resolve(SqliteStore.FILE), "this is no database at all".repeat(100));

        assertThat(run("serve", "--port", "0", "--data", folder.toString())).isEqualTo(65);
        assertThat(run("ledger", "export", "--data", folder.toString())).isEqualTo(65);
        assertThat(error())
                .contains(SqliteStore.FILE, "nothing of it can be saved; restore a copy")
                .doesNotContain("belay ledger export");
    }

    @Test
    void refusesADamagedFileOfCredentials() throws IOException {
        fill();
        Files.writeString(folder.resolve("operations.db"), "this is no database at all".repeat(100));

        assertThat(run("serve", "--port", "0", "--data", folder.toString())).isEqualTo(69);
        assertThat(error())
                .contains("operations.db", "restore a copy of it, or delete it")
                .doesNotContain("SQLITE");
    }

    @Test
    void refusesToStartAnewWhenOnlyTheHistoryIsGone() throws IOException {
        fill();
        Files.delete(folder.resolve(SqliteStore.FILE));

        assertThat(run("serve", "--port", "0", "--data", folder.toString())).isEqualTo(65);
        assertThat(error()).contains(SqliteStore.FILE, "is missing", "operations.db", "restore it");
        assertThat(folder.resolve(SqliteStore.FILE)).doesNotExist();
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        fill();

        for (String name : List.of(SqliteStore.FILE, "operations.db", "belay.lock")) {
            Path file = folder.resolve(name);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void provesAndSavesStoredHistory() throws IOException {
        fill();
        Path saved = folder.resolve("saved.jsonl");

        assertThat(run("ledger", "verify", "--data", folder.toString())).isZero();
        assertThat(text()).contains("default/production: 1 entry, intact");
        out.reset();
        assertThat(run("ledger", "verify", "--data", folder.toString(), "--json"))
                .isZero();
        assertThat(text()).contains("\"intact\":true,\"ledgers\":[");
        out.reset();
        assertThat(run("ledger", "export", "--data", folder.toString())).isZero();
        assertThat(text()).startsWith("{\"format\":\"belay-export-1\"}\n").contains("\"action\":\"flag.created\"");
        assertThat(run("ledger", "export", "--data", folder.toString(), "--output=" + saved))
                .isZero();
        assertThat(Files.readString(saved)).isEqualTo(text());
    }

    @Test
    void saysWhenThereIsNothingToProve() {
        assertThat(run("ledger", "verify", "--data", folder.resolve("nowhere").toString()))
                .isEqualTo(69);
        assertThat(error()).contains("nowhere");
    }

    private void fill() {
        try (RunningApplication server = RunningApplication.onSqlite(folder)) {
            assertThat(server.put("flags/basket", flag("basket")).status()).isEqualTo(201);
        }
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), stream(out), stream(err));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String error() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
