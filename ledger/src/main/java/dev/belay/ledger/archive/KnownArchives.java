package dev.belay.ledger.archive;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the manifests in each ledger's folder until files come or go there, so that asking costs one look at the folder.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class KnownArchives {

    /** Files that come within one tick of a file system's clock leave no trace in the folder's age. */
    private static final Duration LONGEST_TICK = Duration.ofSeconds(3);

    private final LedgerStore store;
    private final ArchiveFolder folder;
    private final Duration tick;
    private final Map<LedgerId, Known> ledgers = new ConcurrentHashMap<>();

    KnownArchives(LedgerStore store, ArchiveFolder folder) {
        this(store, folder, LONGEST_TICK);
    }

    /** @param tick how long a folder must have had its age before that is believed */
    KnownArchives(LedgerStore store, ArchiveFolder folder, Duration tick) {
        this.store = store;
        this.folder = folder;
        this.tick = tick;
    }

    /** Every archive of a ledger, ascending by revision. */
    List<Archive> of(LedgerId ledger) throws IOException {
        return known(ledger).archives;
    }

    /** Those that lead to the oldest revision in the store. */
    Chain chain(LedgerId ledger) throws IOException {
        return known(ledger).chain;
    }

    private Known known(LedgerId ledger) throws IOException {
        long oldest = store.oldest(ledger);
        long age = folder.changed(ledger);
        long now = System.nanoTime();
        Known known = ledgers.get(ledger);
        if (known != null && known.settled && known.oldest == oldest && known.age == age) {
            return known;
        }
        ArchiveFolder.Found found = folder.find(ledger);
        long since = known != null && known.age == age ? known.since : now;
        boolean settled = found.unreadable().isEmpty() && now - since > tick.toNanos();
        Chain chain = Chain.of(store, ledger, found.archives());
        known = new Known(oldest, age, since, settled, found.archives(), chain);
        ledgers.put(ledger, known);
        return known;
    }

    /**
     * What a folder held.
     *
     * @param age     of the folder
     * @param since   when that was first seen
     * @param settled whether nothing can have come or gone without changing that
     */
    private record Known(long oldest, long age, long since, boolean settled, List<Archive> archives, Chain chain) {}
}
