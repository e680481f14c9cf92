package dev.belay.ledger.archive;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Finds what a store has compacted in the archives that lead to it. What cannot be read is said to be so, and not taken
 * for what was never there.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; waits while others read.
 */
final class ArchiveReads {

    private static final int AT_A_TIME = 2;

    private final LedgerStore store;
    private final ArchiveFolder folder;
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final Map<LedgerId, Known> chains = new ConcurrentHashMap<>();

    ArchiveReads(LedgerStore store, ArchiveFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    long oldest(LedgerId ledger) {
        long oldest = store.oldest(ledger);
        return oldest == 0 ? 0 : read(() -> chain(ledger).oldest(oldest));
    }

    LedgerState at(LedgerId ledger, long revision) {
        return read(() ->
                archive(ledger, revision, chain(ledger).withState(revision)).at(revision));
    }

    LedgerEntry entry(LedgerId ledger, long revision) {
        return read(() -> archive(ledger, revision, chain(ledger).withEntry(revision))
                .entry(revision)
                .orElseThrow(() -> unreachable(ledger, revision)));
    }

    /** At least one entry after a revision that was compacted, from one archive. */
    List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return read(
                () -> archive(ledger, after, chain(ledger).withEntry(after + 1)).entries(after, limit));
    }

    List<LedgerEntry> entriesOf(LedgerId ledger, Subject subject) {
        return read(() -> {
            List<LedgerEntry> entries = new ArrayList<>();
            for (Archive archive : chain(ledger).archives()) {
                entries.addAll(archive.entriesOf(subject));
            }
            return entries;
        });
    }

    long revisionAt(LedgerId ledger, Instant instant, RevisionUnreachableException otherwise) {
        return read(() -> {
            Chain chain = chain(ledger);
            Optional<Archive> archive = chain.withInstant(instant);
            if (archive.isPresent()) {
                return archive.get().revisionAt(instant);
            }
            if (chain.oldest(otherwise.oldest()) == 0) {
                return 0L;
            }
            throw otherwise;
        });
    }

    /** The newest archives are asked first, of whichever ledger and line of history: a document is what its hash says. */
    Optional<Document> document(String hash) {
        if (store.ledgers().stream().allMatch(ledger -> store.oldest(ledger) == 0)) {
            return Optional.empty();
        }
        return read(() -> {
            List<Archive> all = new ArrayList<>(folder.all());
            Collections.reverse(all);
            for (Archive archive : all) {
                Optional<Document> found =
                        Optional.ofNullable(archive.documents(Set.of(hash)).get(hash));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        });
    }

    private Chain chain(LedgerId ledger) throws IOException {
        long oldest = store.oldest(ledger);
        long age = folder.changed(ledger);
        Known known = chains.get(ledger);
        if (known == null || known.oldest != oldest || known.age != age) {
            known = new Known(oldest, age, Chain.of(store, ledger, folder));
            chains.put(ledger, known);
        }
        return known.chain;
    }

    // Between two looks at the chain the store may have compacted more, which only makes it longer.
    private Archive archive(LedgerId ledger, long revision, Optional<Archive> found) {
        return found.orElseThrow(() -> unreachable(ledger, revision));
    }

    private RevisionUnreachableException unreachable(LedgerId ledger, long revision) {
        return new RevisionUnreachableException(
                revision, store.oldest(ledger), store.head(ledger).position().revision());
    }

    private <T> T read(Read<T> read) {
        turns.acquireUninterruptibly();
        try {
            return read.run();
        } catch (IOException failure) {
            throw new StoreUnavailableException(
                    "The archive in " + folder.path() + " cannot be read: " + failure.getMessage()
                            + "; put back a copy of its files, or ask for a later revision",
                    failure);
        } finally {
            turns.release();
        }
    }

    private record Known(long oldest, long age, Chain chain) {}

    @FunctionalInterface
    private interface Read<T> {
        T run() throws IOException;
    }
}
