package dev.belay.server.retention;

import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the last runs, in the table {@code retention_run}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
final class RetentionRuns {

    private static final String PUT = """
        INSERT INTO retention_run (flag_set, at, archived, waits_for, error) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (flag_set) DO UPDATE
        SET at = excluded.at, archived = excluded.archived, waits_for = excluded.waits_for, error = excluded.error
        """;
    private static final String FIND = "SELECT * FROM retention_run WHERE flag_set = ?";

    private static final String FAILED = "SELECT * FROM retention_run WHERE error IS NOT NULL ORDER BY flag_set";

    private final OperationsDatabase database;

    RetentionRuns(OperationsDatabase database) {
        this.database = database;
    }

    void put(RetentionRun run) {
        database.use(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(PUT)) {
                insert.setString(1, run.flagSet().text());
                insert.setLong(2, run.at().toEpochMilli());
                insert.setLong(3, run.archived());
                insert.setString(4, run.waitsFor().orElse(null));
                insert.setString(5, run.error().orElse(null));
                return insert.executeUpdate();
            }
        });
    }

    Optional<RetentionRun> find(LedgerId flagSet) {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setString(1, flagSet.text());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(flagSet, row)) : Optional.empty();
                }
            }
        });
    }

    /** Those that did not come to their end. */
    List<RetentionRun> failed() {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FAILED);
                    ResultSet rows = select.executeQuery()) {
                List<RetentionRun> failed = new ArrayList<>();
                while (rows.next()) {
                    failed.add(read(LedgerId.parse(rows.getString("flag_set")), rows));
                }
                return failed;
            }
        });
    }

    private static RetentionRun read(LedgerId flagSet, ResultSet row) throws SQLException {
        return new RetentionRun(
                flagSet,
                Instant.ofEpochMilli(row.getLong("at")),
                row.getLong("archived"),
                Optional.ofNullable(row.getString("waits_for")),
                Optional.ofNullable(row.getString("error")));
    }
}
