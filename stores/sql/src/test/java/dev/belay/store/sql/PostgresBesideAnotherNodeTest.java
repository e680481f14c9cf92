package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.ContractReport;
import dev.belay.testkit.LedgerStoreContract;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on one node, while another follows it on the same database. */
class PostgresBesideAnotherNodeTest extends LedgerStoreContract {

    @RegisterExtension
    static final ContractReport REPORT = new ContractReport(() -> Postgres.version() + " beside another node");

    private final DataSource database = Postgres.newDatabase();
    private LedgerStore other;
    private boolean damaged;

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        LedgerStore store = PostgresStore.open(database, clock, epochs);
        if (other == null) {
            other = PostgresStore.open(database, clock, epochs);
        }
        return store;
    }

    @Override
    public void damage(LedgerId ledger, long revision) {
        damaged = true;
        PostgresLedgerTest.damage(database, ledger, revision);
    }

    @Override
    public int histories() {
        return 5;
    }

    /** A commit that does nothing waits for its turn, and so for all news. */
    @AfterEach
    void theOtherHasFollowed() {
        try (LedgerStore follower = other) {
            if (damaged) {
                // For both, and the other may have come upon it.
                return;
            }
            follower.commit(Proposal.of(heads -> List.of()));
            for (LedgerId ledger : store().ledgers()) {
                assertThat(follower.head(ledger).position())
                        .isEqualTo(store().head(ledger).position());
                assertThat(follower.head(ledger).checksum())
                        .isEqualTo(store().head(ledger).checksum());
            }
        }
    }
}
