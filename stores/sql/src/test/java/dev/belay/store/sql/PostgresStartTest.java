package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.diff.StateDifference;
import dev.belay.store.sql.testing.Postgres;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A start from a checkpoint, which takes older states from the index of changes. */
class PostgresStartTest {

    private static final int ENTRIES = 2_345;
    private static final Subject FLAG = Subject.flag("checkout.flag-7");

    private final DataSource database = Postgres.newDatabase();
    private final Sample sample = new Sample();

    @Test
    void saysThatTheDatabaseHasToBeCreated() {
        PGSimpleDataSource nowhere = Postgres.newDatabase();
        nowhere.setDatabaseName("nowhere");

        assertThatThrownBy(() -> sample.open(nowhere))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("The PostgreSQL server has no database of that name; create it")
                .hasMessageContaining("\"nowhere\"");
    }

    @Test
    void leadsToTheSameStatesAsThoseThatWereWritten() {
        LedgerState head;
        LedgerState older;
        List<SubjectVersion> versions;
        try (LedgerStore store = sample.open(database)) {
            sample.fill(store, ENTRIES);
            head = store.head(Sample.PRODUCTION);
            older = store.at(Sample.PRODUCTION, 1_999);
            versions = store.versions(Sample.PRODUCTION, FLAG);
        }

        try (LedgerStore store = sample.open(database)) {
            LedgerState now = store.head(Sample.PRODUCTION);
            assertThat(now.position()).isEqualTo(head.position());
            assertThat(now.checksum()).isEqualTo(head.checksum());
            assertThat(now.tombstones()).isEqualTo(head.tombstones());
            assertThat(StateDifference.between(head, now)).isEmpty();
            assertThat(store.at(Sample.PRODUCTION, 1_999).checksum()).isEqualTo(older.checksum());
            assertThat(store.versions(Sample.PRODUCTION, FLAG)).isEqualTo(versions);
            assertThat(store.verify(Sample.PRODUCTION, 1, checked -> {}).entries())
                    .isEqualTo(ENTRIES);
            assertThat(store.health().healthy()).isTrue();
        }
    }
}
