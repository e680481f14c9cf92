package dev.belay.verification.cluster;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Verification;
import dev.belay.store.sql.PostgresStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The ledgers of a cluster, read past all nodes. <b>Thread-safety:</b> confined to one thread at a time. */
final class Ledgers {

    private static final String SCHEMA = "SELECT (SELECT max(CAST(version AS INT)) FROM belay_ledger_schema) || ' and '"
            + " || max(CAST(version AS INT)) FROM belay_operations_schema";

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    Ledgers(String url) {
        database.setURL(url);
    }

    /** The numbers of the newest scripts that the tables have had. */
    String schema() throws IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCHEMA)) {
            return row.next() ? row.getString(1) : "none";
        } catch (SQLException failure) {
            throw new IOException("The numbers of the scripts cannot be read", failure);
        }
    }

    /** Checks the chains of all ledgers, and answers what is wrong. */
    List<String> verify() {
        List<String> violations = new ArrayList<>();
        try (LedgerStore store = PostgresStore.open(database, InstantSource.system(), () -> "none")) {
            for (LedgerId ledger : store.ledgers()) {
                Verification verification = store.verify(ledger, 1, _ -> {});
                verification
                        .broken()
                        .ifPresent(broken -> violations.add("the chain of " + ledger + " is broken: " + broken));
            }
        }
        return violations;
    }
}
