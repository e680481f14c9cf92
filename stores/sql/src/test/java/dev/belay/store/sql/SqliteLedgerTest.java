package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.testkit.LedgerStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerStoreContract {

    @TempDir
    Path folder;

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return SqliteStore.open(file(), clock, epochs);
    }

    @Override
    public void damage(LedgerId ledger, long revision) {
        String sql = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'because', 'for fun') AS BLOB)"
                + " WHERE revision = ? AND ledger = (SELECT number FROM ledger WHERE name = ?)";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, revision);
            update.setString(2, ledger.text());
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Path file() {
        return folder.resolve("belay.db");
    }
}
