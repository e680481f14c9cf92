package dev.belay.store.sql;

import dev.belay.ledger.LedgerStore;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.ContractReport;
import dev.belay.testkit.SharedLedgerContract;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedPostgresTest extends SharedLedgerContract {

    @RegisterExtension
    static final ContractReport REPORT = new ContractReport(() -> Postgres.version() + " shared by two nodes");

    private final DataSource database = Postgres.newDatabase();

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return PostgresStore.open(database, clock, epochs);
    }

    @Override
    protected int changesPerWriter() {
        return 250;
    }
}
