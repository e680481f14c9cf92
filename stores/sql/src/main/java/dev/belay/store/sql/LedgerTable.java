package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads which ledgers there are, and refuses a row that was not written by the journal. */
final class LedgerTable {

    private static final String ALL = "SELECT number, name, epoch, revision, hash, seal FROM ledger ORDER BY number";
    private static final String UNLISTED = "SELECT max(ledger) FROM (SELECT max(id) >> 40 AS ledger FROM entry"
            + " UNION ALL SELECT max(ledger) FROM change UNION ALL SELECT max(ledger) FROM checkpoint) AS used";

    private final Connection connection;
    private final Diagnosis diagnosis;

    LedgerTable(Connection connection, Diagnosis diagnosis) {
        this.connection = connection;
        this.diagnosis = diagnosis;
    }

    /** Every ledger, in the order of creation; refuses a table that has lost one which has entries. */
    List<LedgerRow> all() throws SQLException {
        List<LedgerRow> ledgers = listed();
        if (greatestNumberInUse() > ledgers.size()) {
            throw diagnosis.found("ledger number " + (ledgers.size() + 1) + " is missing, though it has entries");
        }
        return ledgers;
    }

    /** The same, for a caller who knows which ledgers there were. */
    List<LedgerRow> listed() throws SQLException {
        List<LedgerRow> ledgers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                ledgers.add(intact(rows, ledgers.size() + 1));
            }
        }
        return ledgers;
    }

    /** Every ledger, as far as its row can be understood at all. */
    List<LedgerRow> asTheyAre() throws SQLException {
        List<LedgerRow> ledgers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                ledgers.add(row(rows));
            }
        }
        return ledgers;
    }

    private LedgerRow intact(ResultSet row, long number) throws SQLException {
        if (row.getLong(1) != number) {
            throw diagnosis.found("ledger number " + number + " is missing");
        }
        LedgerRow ledger = row(row);
        if (!ledger.seal().equals(Hash.hex(row.getBytes(6)))) {
            throw diagnosis.found("the row that says where ledger " + ledger.id() + " stands was changed");
        }
        return ledger;
    }

    private LedgerRow row(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        LedgerId id = name(row.getString(2), number);
        return new LedgerRow(number, id, row.getString(3), row.getLong(4), Hash.hex(row.getBytes(5)));
    }

    private LedgerId name(String text, long number) {
        try {
            return LedgerId.parse(text);
        } catch (IllegalArgumentException notAName) {
            throw diagnosis.found("the name '" + text + "' of ledger number " + number + " is not one");
        }
    }

    private long greatestNumberInUse() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(UNLISTED)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
