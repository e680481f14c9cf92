package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of a file that SQLite itself has nothing against. Ledger 1 is shop/production with a checkpoint at 1,000. */
class TamperedFileTest {

    private static final int ENTRIES = 1_040;

    @TempDir
    static Path folder;

    private static Path original;
    private static String contents;

    private Path file;

    @BeforeAll
    static void writeOriginal() {
        original = folder.resolve("original/belay.db");
        Sample.write(original, ENTRIES);
        contents = Contents.of(original).text().orElseThrow();
    }

    @BeforeEach
    void copyOriginal() throws IOException {
        file = Files.createDirectories(folder.resolve("copy")).resolve("belay.db");
        Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a missing entry before the checkpoint  | Entry 500 of | DELETE FROM entry WHERE ledger = 1 AND revision = 500
            a missing entry after the checkpoint   | Entry 1020 of | DELETE FROM entry WHERE ledger = 1 AND revision = 1020
            a missing first entry                  | Entry 1 of | DELETE FROM entry WHERE ledger = 1 AND revision = 1
            a missing newest entry                 | Entry 1040 of | DELETE FROM entry WHERE ledger = 1 AND revision = 1040
            a history that lost its end            | Entry 1011 of | DELETE FROM entry WHERE ledger = 1 AND revision > 1010; DELETE FROM change WHERE ledger = 1 AND revision > 1010
            an entry beyond the end                | Entry 1041 of | INSERT INTO entry (id, at, body) SELECT id + 1, at, body FROM entry WHERE ledger = 1 AND revision = 1040
            an entry in the place of another       | Entry 500 of | UPDATE entry SET body = (SELECT body FROM entry WHERE ledger = 1 AND revision = 501) WHERE ledger = 1 AND revision = 500
            another reason in an entry             | Entry 499 of | UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'basket', 'casket') AS BLOB) WHERE ledger = 1 AND revision = 499
            another reason in a recent entry       | Entry 1020 of | UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'basket', 'casket') AS BLOB) WHERE ledger = 1 AND revision = 1020
            an entry cut short                     | Entry 7 of | UPDATE entry SET body = substr(body, 1, length(body) - 1) WHERE ledger = 1 AND revision = 7
            an empty entry                         | Entry 7 of | UPDATE entry SET body = x'' WHERE ledger = 1 AND revision = 7
            another instant beside an entry        | Entry 7 of | UPDATE entry SET at = at + 1 WHERE ledger = 1 AND revision = 7
            an entry moved to another ledger       | Entry 1040 of | UPDATE entry SET id = (2 << 40) + 3 WHERE ledger = 1 AND revision = 1040
            a missing old document                 | Entry 5 of | DELETE FROM document WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 5)
            a missing document in use              | of ledger shop/production | DELETE FROM document WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 1039)
            an edited old document                 | Entry 5 of | UPDATE document SET bytes = CAST(replace(CAST(bytes AS TEXT), 'flag', 'flog') AS BLOB) WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 5)
            an edited document in use              | Entry 1039 of | UPDATE document SET bytes = CAST(replace(CAST(bytes AS TEXT), 'flag', 'flog') AS BLOB) WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 1039)
            a document cut short                   | Entry 5 of | UPDATE document SET bytes = substr(bytes, 2) WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 5)
            documents changed for one another      | Entry 5 of | UPDATE document SET bytes = (SELECT bytes FROM document WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 6)) WHERE hash = (SELECT document FROM change WHERE ledger = 1 AND revision = 5)
            a missing old change                   | index of entry 5 of | DELETE FROM change WHERE ledger = 1 AND revision = 5
            a missing change after the checkpoint  | index of entry 1030 of | DELETE FROM change WHERE ledger = 1 AND revision = 1030
            missing changes of an archived flag    | Entry 1000 of | DELETE FROM change WHERE ledger = 1 AND key = (SELECT key FROM change WHERE ledger = 1 AND revision = 992)
            a change that no entry made            | index of entry 1001 of | INSERT INTO change SELECT ledger, kind, 'sneaky', 1035, 1, document FROM change WHERE ledger = 1 AND revision = 1035
            a flag that no entry made              | Entry 1000 of | INSERT INTO change SELECT ledger, kind, 'sneaky', 35, 1, document FROM change WHERE ledger = 1 AND revision = 35
            an old change that no entry made       | index of entry 1 of | INSERT INTO change SELECT ledger, kind, key, 36, version, document FROM change WHERE ledger = 1 AND revision = 35
            a renamed flag                         | Entry 1000 of | UPDATE change SET key = 'renamed' WHERE ledger = 1 AND key = 'checkout.flag-3'
            another version of an old change       | index of entry 5 of | UPDATE change SET version = version + 1 WHERE ledger = 1 AND revision = 5
            another version of a recent change     | index of entry 1030 of | UPDATE change SET version = version + 1 WHERE ledger = 1 AND revision = 1030
            another version of an archived flag    | index of entry 1023 of | UPDATE change SET version = version + 1 WHERE ledger = 1 AND revision = 1023
            another revision of an old change      | index of entry 5 of | UPDATE change SET revision = 6 WHERE ledger = 1 AND revision = 5
            another document of an old change      | index of entry 5 of | UPDATE change SET document = (SELECT document FROM change WHERE ledger = 1 AND revision = 6) WHERE ledger = 1 AND revision = 5
            a flag archived by hand                | index of entry 1030 of | UPDATE change SET document = NULL WHERE ledger = 1 AND revision = 1030
            a flag kept back by hand               | index of entry 1023 of | UPDATE change SET document = (SELECT document FROM change WHERE ledger = 1 AND revision = 1022) WHERE ledger = 1 AND revision = 1023
            a checkpoint of another entry          | Entry 1000 of | UPDATE checkpoint SET hash = zeroblob(32)
            a checkpoint of another state          | Entry 1000 of | UPDATE checkpoint SET digest = zeroblob(32)
            a checkpoint at another revision       | Entry 999 of | UPDATE checkpoint SET revision = 999
            a checkpoint of the future             | Entry 1041 of | UPDATE checkpoint SET revision = 1041
            a missing ledger                       | ledger number 1 is missing | DELETE FROM ledger WHERE number = 1
            a missing last ledger                  | ledger number 2 is missing | DELETE FROM ledger WHERE number = 2
            a renamed ledger                       | where ledger shop/testing stands | UPDATE ledger SET name = 'shop/testing' WHERE number = 1
            a ledger with an impossible name       | the name 'SHOP' | UPDATE ledger SET name = 'SHOP' WHERE number = 1
            another epoch                          | where ledger shop/production stands | UPDATE ledger SET epoch = 'epoch-9' WHERE number = 1
            a ledger set back                      | where ledger shop/production stands | UPDATE ledger SET revision = 1039, hash = (SELECT unhex(substr(CAST(body AS TEXT), instr(CAST(body AS TEXT), '"hash":"') + 8, 64)) FROM entry WHERE ledger = 1 AND revision = 1039) WHERE number = 1
            """)
    void isNotObeyed(String edit, String finding, String sql) throws SQLException {
        execute(sql);

        Contents.Answer answer = Contents.of(file);

        assertThat(answer.text()).as(edit).isEmpty();
        assertThat(answer.refusal()).as(edit).contains(finding);
    }

    @Test
    void isServedWithoutItsCheckpointsAllTheSame() throws SQLException {
        execute("DELETE FROM checkpoint");

        assertThat(Contents.of(file).text()).contains(contents);
    }

    @Test
    void isRefusedAtTheStartWithTheEntryTheFileAndTheWayOut() throws SQLException {
        execute("DELETE FROM entry WHERE ledger = 1 AND revision = 1020");

        assertThatExceptionOfType(LedgerBrokenException.class)
                .isThrownBy(() -> new Sample().open(file))
                .withMessage("Entry 1020 of ledger shop/production in " + file + " is broken: revision 1021 stands in"
                        + " its place; 'belay ledger export --data " + file.getParent() + "' saves what is intact");
    }

    @Test
    void refusesCommitsButNotReadsWhenTheBreakIsFoundLater() throws SQLException {
        execute("DELETE FROM entry WHERE ledger = 1 AND revision = 500");
        Sample sample = new Sample();

        try (LedgerStore store = sample.open(file)) {
            store.verify(Sample.PRODUCTION, 1, revision -> {});

            assertThat(store.health().sentence()).startsWith("Entry 500 of ledger shop/production is broken");
            assertThat(store.head(Sample.PRODUCTION).position().revision()).isEqualTo(ENTRIES);
            assertThatExceptionOfType(LedgerBrokenException.class)
                    .isThrownBy(() -> sample.put(store, Sample.STAGING, "basket", 1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
