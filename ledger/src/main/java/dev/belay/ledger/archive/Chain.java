package dev.belay.ledger.archive;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The archives of a ledger that lead to where the store begins, each to the next: those of other lines of history are not
 * among them.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Chain {

    private final List<Archive> archives;

    private Chain(List<Archive> archives) {
        this.archives = archives;
    }

    /** Those that lead to the oldest revision of a store. */
    static Chain of(LedgerStore store, LedgerId ledger, List<Archive> all) {
        long oldest = store.oldest(ledger);
        if (oldest == 0) {
            return new Chain(List.of());
        }
        String hash = store.entry(ledger, oldest).map(LedgerEntry::hash).orElse("");
        return of(all, oldest, hash);
    }

    static Chain of(List<Archive> all, long revision, String hash) {
        Deque<Archive> chain = new ArrayDeque<>();
        Optional<Archive> last = endingAt(all, revision, hash);
        while (last.isPresent()) {
            chain.addFirst(last.get());
            ArchiveManifest manifest = last.get().manifest();
            last = endingAt(all, manifest.from() - 1, manifest.previous());
        }
        return new Chain(List.copyOf(chain));
    }

    private static Optional<Archive> endingAt(List<Archive> all, long revision, String hash) {
        return all.stream()
                .filter(each -> each.manifest().to() == revision
                        && each.manifest().hash().equals(hash))
                .findFirst();
    }

    List<Archive> archives() {
        return archives;
    }

    /** The oldest revision whose state can be read from archives; {@code otherwise} if there are none. */
    long oldest(long otherwise) {
        return archives.isEmpty() ? otherwise : archives.get(0).manifest().from() - 1;
    }

    /** The archive that gets to a state soonest: the one that begins there, or holds its entry. */
    Optional<Archive> withState(long revision) {
        return last(each -> each.manifest().from() - 1 <= revision
                && revision <= each.manifest().to());
    }

    Optional<Archive> withEntry(long revision) {
        return last(each -> each.manifest().from() <= revision
                && revision <= each.manifest().to());
    }

    /** The archive with the last entry that is not later than an instant. */
    Optional<Archive> withInstant(Instant instant) {
        return last(each -> !each.manifest().since().isAfter(instant));
    }

    private Optional<Archive> last(Predicate<Archive> wanted) {
        return archives.stream().filter(wanted).reduce((earlier, later) -> later);
    }
}
