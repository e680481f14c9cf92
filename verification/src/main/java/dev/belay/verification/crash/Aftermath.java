package dev.belay.verification.crash;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Verification;
import dev.belay.store.sql.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a data folder holds after a kill.
 *
 * @param acknowledged how many entries should be there
 * @param lost         those that are not, or are others
 * @param chains       what verifying each ledger came to
 */
record Aftermath(int acknowledged, List<Acknowledged> lost, List<Verification> chains) {

    /** Opens the store, looks for every entry, and verifies every chain from its beginning. */
    static Aftermath of(Path folder, List<Acknowledged> acknowledged) {
        try (LedgerStore store = SqliteStore.open(folder.resolve(SqliteStore.FILE), InstantSource.system(), () -> {
            throw new IllegalStateException("Looking at a store creates no ledgers");
        })) {
            List<Verification> chains = new ArrayList<>();
            for (LedgerId ledger : store.ledgers()) {
                chains.add(store.verify(ledger, 1, revision -> {}));
            }
            List<Acknowledged> lost =
                    acknowledged.stream().filter(entry -> !kept(store, entry)).toList();
            return new Aftermath(acknowledged.size(), lost, chains);
        }
    }

    long entries() {
        return chains.stream().mapToLong(Verification::entries).sum();
    }

    long intactChains() {
        return chains.stream().filter(Verification::intact).count();
    }

    boolean isClean() {
        return lost.isEmpty() && intactChains() == chains.size();
    }

    private static boolean kept(LedgerStore store, Acknowledged expected) {
        Optional<LedgerEntry> found = store.exists(expected.ledger())
                ? store.entry(expected.ledger(), expected.position().revision())
                : Optional.empty();
        return found.map(entry -> Acknowledged.of(expected.ledger(), entry)).equals(Optional.of(expected));
    }
}
