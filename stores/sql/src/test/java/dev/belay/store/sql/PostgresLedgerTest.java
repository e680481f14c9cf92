package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.ContractReport;
import dev.belay.testkit.LedgerStoreContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLedgerTest extends LedgerStoreContract {

    @RegisterExtension
    static final ContractReport REPORT = new ContractReport(Postgres::version);

    private final DataSource database = Postgres.newDatabase();

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return PostgresStore.open(database, clock, epochs);
    }

    @Override
    public void damage(LedgerId ledger, long revision) {
        damage(database, ledger, revision);
    }

    static void damage(DataSource database, LedgerId ledger, long revision) {
        String sql =
                "UPDATE entry SET body = convert_to(replace(convert_from(body, 'UTF8'), 'because', 'for fun'), 'UTF8')"
                        + " WHERE id = ((SELECT number FROM ledger WHERE name = ?) << 40) + ?";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, ledger.text());
            update.setLong(2, revision);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
