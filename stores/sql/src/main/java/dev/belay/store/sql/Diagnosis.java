package dev.belay.store.sql;

import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import java.sql.SQLException;

/**
 * Says in one sentence what is wrong with a database, and what to do about it.
 *
 * <p><b>Thread-safety:</b> implementations are immutable.
 */
interface Diagnosis {

    /** Something other than an entry is not what was once written. */
    LedgerBrokenException found(String detail);

    /** An entry is not what was once written. */
    LedgerBrokenException found(BrokenEntry entry);

    /** What an error of the database means. */
    LedgerException from(SQLException failure);
}
