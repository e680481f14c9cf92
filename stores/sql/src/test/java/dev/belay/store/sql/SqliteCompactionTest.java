package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.json.state.LedgerState;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.serial.Compacting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteCompactionTest {

    private static final int ENTRIES = 3_040;
    private static final long OLDEST = 2_900;

    @TempDir
    Path folder;

    private final Map<Long, LedgerState> states = new TreeMap<>();
    private Path file;

    @BeforeEach
    void writeSample() {
        file = folder.resolve("belay.db");
        Sample.write(file, ENTRIES);
        try (LedgerStore store = new Sample().open(file)) {
            LongStream.of(OLDEST, 2_901, 3_000, 3_017, ENTRIES)
                    .forEach(revision -> states.put(revision, store.at(Sample.PRODUCTION, revision)));
        }
    }

    @Test
    void beginsAtNothingThatHasBecomeAnotherEntry() throws SQLException {
        Path other = folder.resolve("other/belay.db");
        try (LedgerStore store = new Sample().open(other)) {
            Sample sample = new Sample();
            sample.create(store, Sample.PRODUCTION);
            sample.put(store, Sample.PRODUCTION, "of-another-history", 1);
        }
        try (SqliteJournal journal = SqliteStore.journal(file)) {
            journal.recover();
            Compacting compacting = journal.compacting(Sample.PRODUCTION, 1);
            run("ATTACH '" + other
                    + "' AS other; UPDATE entry SET (at, body) = (SELECT at, body FROM other.entry)"
                    + " WHERE id = (SELECT number FROM ledger WHERE name = 'shop/production') * 1099511627776 + 1");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(compacting::begin)
                    .withMessageContainingAll("has become another one", "nothing was removed");

            assertThat(journal.oldest(Sample.PRODUCTION)).isZero();
        }
    }

    private void run(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements.split("; ", -1)) {
                statement.execute(each);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6, 8, 9})
    void isResumedAfterACrashInTheMiddle(int steps) throws SQLException {
        beginAndDie(steps);

        try (LedgerStore store = new Sample().open(file)) {
            assertThat(store.oldest(Sample.PRODUCTION)).isEqualTo(OLDEST);
            requireEverythingKept(store);
            store.compact(Sample.PRODUCTION, OLDEST);
            requireEverythingKept(store);
        }
        assertThat(LedgerVerification.of(file, revision -> {})).allMatch(Verification::intact);
        // The twenty-three flags' newest entries, of which one is the oldest revision's own.
        assertThat(count("SELECT count(*) FROM entry WHERE ledger = 1 AND revision <= " + OLDEST))
                .isBetween(1L, 24L);
        assertThat(count("SELECT count(*) FROM change WHERE ledger = 1 AND revision <= " + OLDEST))
                .isEqualTo(23);
        assertThat(count("SELECT count(*) FROM checkpoint WHERE revision < " + OLDEST))
                .isZero();
        assertThat(count("SELECT count(*) FROM document WHERE hash NOT IN"
                        + " (SELECT document FROM change WHERE document IS NOT NULL)"))
                .isZero();
    }

    @Test
    void leavesOtherLedgersAsTheyAre() throws SQLException {
        try (LedgerStore store = new Sample().open(file)) {
            Compacted compacted = store.compact(Sample.PRODUCTION, OLDEST);

            assertThat(compacted.entries()).isGreaterThan(2_800);
            assertThat(store.oldest(Sample.STAGING)).isZero();
            assertThat(store.entries(Sample.STAGING, 0, 10)).hasSize(2);
            assertThat(store.at(Sample.STAGING, 1).position().revision()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another oldest revision     | where ledger shop/production begins | UPDATE base SET revision = 2950
            a missing checkpoint of it  | where ledger shop/production begins | DELETE FROM checkpoint WHERE revision = 2900
            another state of it         | where ledger shop/production begins | UPDATE checkpoint SET digest = zeroblob(32) WHERE revision = 2900
            a base of another ledger    | where ledger shop/staging begins | UPDATE base SET ledger = 2, revision = 1
            """)
    void isNotObeyedWhenItWasEdited(String edit, String finding, String sql) throws SQLException {
        compact();
        execute(sql);

        assertThatExceptionOfType(LedgerBrokenException.class)
                .as(edit)
                .isThrownBy(() -> new Sample().open(file).close())
                .withMessageContaining(finding);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a missing base              | DELETE FROM base
            a missing oldest entry      | DELETE FROM entry WHERE ledger = 1 AND revision = 2900
            a missing entry after it    | DELETE FROM entry WHERE ledger = 1 AND revision = 2905
            a missing version in place  | DELETE FROM change WHERE ledger = 1 AND revision = (SELECT min(revision) FROM change WHERE ledger = 1)
            """)
    void isFoundDamagedWhenSomethingIsMissing(String edit, String sql) throws SQLException {
        compact();
        execute(sql);

        assertThat(LedgerVerification.of(file, revision -> {}).get(0).intact())
                .as(edit)
                .isFalse();
    }

    @Test
    void bringsAFileOfTheFirstVersionUpToDate() throws SQLException {
        execute("DROP TABLE base; PRAGMA user_version = 1");

        assertThat(LedgerVerification.of(file, revision -> {})).allMatch(Verification::intact);
        assertThat(SqliteSchema.version(file)).isEqualTo(1);
        compact();

        assertThat(SqliteSchema.version(file)).isEqualTo(SqliteSchema.VERSION);
        assertThat(LedgerVerification.of(file, revision -> {})).allMatch(Verification::intact);
    }

    private void compact() {
        try (LedgerStore store = new Sample().open(file)) {
            store.compact(Sample.PRODUCTION, OLDEST);
        }
    }

    private void beginAndDie(int steps) {
        try (SqliteJournal journal = SqliteStore.journal(file)) {
            journal.recover();
            Compacting compacting = journal.compacting(Sample.PRODUCTION, OLDEST);
            compacting.begin();
            boolean more = false;
            for (int step = 0; step < steps; step++) {
                more = more ? compacting.remove() : compacting.search() && compacting.remove();
            }
        }
    }

    private void requireEverythingKept(LedgerStore store) {
        states.forEach((revision, expected) -> {
            LedgerState actual = store.at(Sample.PRODUCTION, revision);
            assertThat(actual.position()).isEqualTo(expected.position());
            assertThat(actual.at()).isEqualTo(expected.at());
            assertThat(StateDigest.of(actual)).isEqualTo(StateDigest.of(expected));
        });
        assertThat(store.verify(Sample.PRODUCTION, 1, revision -> {}).intact()).isTrue();
        assertThat(store.verify(Sample.STAGING, 1, revision -> {}).entries()).isEqualTo(2);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
