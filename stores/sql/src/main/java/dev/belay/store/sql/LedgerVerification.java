package dev.belay.store.sql;

import dev.belay.json.member.ChunkPool;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.Verification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Verifies a Belay file or database without owning or changing it, also while servers use it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class LedgerVerification {

    private LedgerVerification() {}

    /**
     * Checks the pages of a file and then every entry, document and index of every ledger.
     *
     * @param progress told of checked revisions from time to time
     * @return one outcome for each ledger, in the order of their creation
     * @throws LedgerBrokenException     if the damage is such that the ledgers cannot be told
     * @throws StoreUnavailableException if the file cannot be read, or has another schema
     */
    public static List<Verification> of(Path file, LongConsumer progress) {
        Damage damage = new Damage(file);
        damage.requireContent();
        try (Connection connection = Connections.readOnly(file)) {
            damage.requireSchema(connection);
            return verify(connection, damage, new PageCheckOnce(false), progress);
        } catch (SQLException failure) {
            throw damage.from(failure);
        }
    }

    /**
     * Checks every entry, document and index of every ledger in a PostgreSQL database, those appended meanwhile too.
     *
     * @param progress told of checked revisions from time to time
     * @return one outcome for each ledger, in the order of their creation
     * @throws LedgerBrokenException     if the damage is such that the ledgers cannot be told
     * @throws StoreUnavailableException if the database cannot be read, or has another schema
     */
    public static List<Verification> of(DataSource source, LongConsumer progress) {
        Diagnosis diagnosis = new PostgresDiagnosis();
        try (Connection connection = new PostgresDatabase(new PostgresLogin(source)).open()) {
            PostgresSchema.require(connection);
            return verify(connection, diagnosis, pages -> Optional.empty(), progress);
        } catch (SQLException failure) {
            throw diagnosis.from(failure);
        }
    }

    private static List<Verification> verify(
            Connection connection, Diagnosis diagnosis, Verifier.PageCheck pages, LongConsumer progress)
            throws SQLException {
        Verifier verifier = new Verifier(diagnosis, new ChunkPool(), pages);
        List<Verification> outcomes = new ArrayList<>();
        for (LedgerRow ledger : new LedgerTable(connection, diagnosis).all()) {
            outcomes.add(verifier.verify(connection, ledger, 1, progress));
        }
        return outcomes;
    }
}
