package dev.belay.store.sql;

import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.IdempotencyRecord.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads what requests with a key led to. */
final class IdempotencyTable {

    private static final String FIND =
            "SELECT body_hash, at, outcomes FROM idempotency WHERE scope = ? AND key = ? AND at >= ?";
    private static final String SINCE = "SELECT outcomes FROM idempotency WHERE at >= ?";
    private static final String APPENDED = "appended";
    private static final String UNCHANGED = "unchanged";

    private final Connection connection;

    IdempotencyTable(Connection connection) {
        this.connection = connection;
    }

    Optional<IdempotencyRecord> find(IdempotencyKey key, Instant notBefore) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, key.scope());
            query.setString(2, key.key());
            query.setLong(3, notBefore.toEpochMilli());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(record(key, rows)) : Optional.empty();
            }
        }
    }

    /** The least revision of a ledger that the records which are not older than an instant need. */
    OptionalLong needs(LedgerId ledger, Instant notBefore) throws SQLException {
        OptionalLong least = OptionalLong.empty();
        try (PreparedStatement query = connection.prepareStatement(SINCE)) {
            query.setLong(1, notBefore.toEpochMilli());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    for (Outcome outcome : outcomes(rows.getString(1))) {
                        if (outcome.ledger().equals(ledger)) {
                            least = OptionalLong.of(Math.min(least.orElse(Long.MAX_VALUE), outcome.needs()));
                        }
                    }
                }
            }
        }
        return least;
    }

    /** The outcomes as the table has them. */
    static String text(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(each -> each.ledger() + " " + each.revision() + " " + (each.appended() ? APPENDED : UNCHANGED))
                .collect(Collectors.joining("\n"));
    }

    private static IdempotencyRecord record(IdempotencyKey key, ResultSet row) throws SQLException {
        IdempotencyKey stored = new IdempotencyKey(key.scope(), key.key(), row.getString(1));
        return new IdempotencyRecord(stored, Instant.ofEpochMilli(row.getLong(2)), outcomes(row.getString(3)));
    }

    private static List<Outcome> outcomes(String text) {
        return text.lines().map(IdempotencyTable::outcome).toList();
    }

    private static Outcome outcome(String line) {
        String[] parts = line.split(" ", 3);
        return new Outcome(LedgerId.parse(parts[0]), Long.parseLong(parts[1]), parts[2].equals(APPENDED));
    }
}
