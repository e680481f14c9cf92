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
import java.util.function.LongConsumer;

/**
 * Verifies a Belay file without owning or changing it, also while a server uses it.
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
            Verifier verifier = new Verifier(damage, new ChunkPool(), new PageCheckOnce(false));
            List<Verification> outcomes = new ArrayList<>();
            for (LedgerRow ledger : new LedgerTable(connection, damage).all()) {
                outcomes.add(verifier.verify(connection, ledger, 1, progress));
            }
            return outcomes;
        } catch (SQLException failure) {
            throw damage.from(failure);
        }
    }
}
