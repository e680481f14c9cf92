package dev.belay.store.sql;

import dev.belay.ledger.LedgerException;
import java.sql.SQLException;

/**
 * Says what a failure of PostgreSQL means for whoever operates it, for all who use the database of a store.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class PostgresFailure {

    private static final PostgresDiagnosis DIAGNOSIS = new PostgresDiagnosis();

    private PostgresFailure() {}

    /** One sentence with what to do, and the failure as its cause. */
    public static LedgerException explain(SQLException failure) {
        return DIAGNOSIS.from(failure);
    }
}
