package dev.belay.store.sql;

import dev.belay.json.state.Sha256;
import dev.belay.store.sql.CheckpointTable.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where compacted ledgers begin. */
final class BaseTable {

    /** The first schema that has this table. */
    private static final int SINCE = 2;

    private static final String ALL = "SELECT ledger, revision, seal FROM base";
    private static final String PUT = "INSERT INTO base (ledger, revision, seal) VALUES (?, ?, ?)"
            + " ON CONFLICT (ledger) DO UPDATE SET revision = excluded.revision, seal = excluded.seal"
            + " WHERE base.revision < excluded.revision";

    private final Connection connection;
    private final Diagnosis diagnosis;

    BaseTable(Connection connection, Diagnosis diagnosis) {
        this.connection = connection;
        this.diagnosis = diagnosis;
    }

    /** The oldest revision of each ledger that was compacted, by the ledger's number; refuses a row that was changed. */
    Map<Long, Long> all() throws SQLException {
        Map<Long, Long> bases = asTheyAre();
        if (!bases.isEmpty()) {
            for (LedgerRow ledger : new LedgerTable(connection, diagnosis).asTheyAre()) {
                long revision = bases.getOrDefault(ledger.number(), 0L);
                if (revision > 0 && !sealHolds(ledger, revision)) {
                    throw diagnosis.found("the row that says where ledger " + ledger.id() + " begins was changed");
                }
            }
        }
        return bases;
    }

    /** The same, for an export that saves what it can. */
    Map<Long, Long> asTheyAre() throws SQLException {
        Map<Long, Long> bases = new HashMap<>();
        if (!exists()) {
            return bases;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                bases.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return bases;
    }

    /** Lets a ledger begin at a checkpoint, unless it begins later already. */
    void put(LedgerRow ledger, Checkpoint checkpoint) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setLong(1, ledger.number());
            put.setLong(2, checkpoint.revision());
            put.setBytes(3, Hash.bytes(seal(ledger, checkpoint)));
            put.executeUpdate();
        }
    }

    private boolean exists() throws SQLException {
        return Journeys.areLong(connection) || SqliteSchema.version(connection) >= SINCE;
    }

    private boolean sealHolds(LedgerRow ledger, long revision) throws SQLException {
        Optional<Checkpoint> checkpoint =
                new CheckpointTable(connection).newest(ledger, revision).filter(found -> found.revision() == revision);
        return revision <= ledger.revision()
                && checkpoint.isPresent()
                && seal(ledger, checkpoint.get()).equals(stored(ledger));
    }

    private String stored(LedgerRow ledger) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALL + " WHERE ledger = ?")) {
            query.setLong(1, ledger.number());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Hash.hex(row.getBytes(3)) : "";
            }
        }
    }

    /** A hash over everything, because nothing else says where a ledger begins. */
    private static String seal(LedgerRow ledger, Checkpoint base) {
        String text = ledger.number() + "\n" + ledger.id().text() + "\n" + base.revision() + "\n" + base.hash() + "\n"
                + base.digest();
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
