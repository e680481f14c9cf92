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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Finds what a store has compacted in the archives that lead to it. What cannot be read is said to be so, and not taken
 * for what was never there.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; waits while others read.
 */
final class ArchiveReads {

    private static final int AT_A_TIME = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final LedgerStore store;
    private final ArchiveFolder folder;
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final KnownArchives known;

    ArchiveReads(LedgerStore store, ArchiveFolder folder) {
        this.store = store;
        this.folder = folder;
        this.known = new KnownArchives(store, folder);
    }

    /** Reads no archive, and waits for nobody who does. */
    long oldest(LedgerId ledger) {
        long oldest = store.oldest(ledger);
        return oldest == 0 ? 0 : reading(() -> known.chain(ledger).oldest(oldest));
    }

    LedgerState at(LedgerId ledger, long revision) {
        return read(() -> archive(ledger, revision, known.chain(ledger).withState(revision))
                .at(revision));
    }

    LedgerEntry entry(LedgerId ledger, long revision) {
        return read(() -> archive(ledger, revision, known.chain(ledger).withEntry(revision))
                .entry(revision)
                .orElseThrow(() -> unreachable(ledger, revision)));
    }

    /** At least one entry after a revision that was compacted, from one archive. */
    List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return read(() ->
                archive(ledger, after, known.chain(ledger).withEntry(after + 1)).entries(after, limit));
    }

    List<LedgerEntry> entriesOf(LedgerId ledger, Subject subject) {
        return read(() -> {
            List<LedgerEntry> entries = new ArrayList<>();
            for (Archive archive : known.chain(ledger).archives()) {
                entries.addAll(archive.entriesOf(subject));
            }
            return entries;
        });
    }

    long revisionAt(LedgerId ledger, Instant instant, RevisionUnreachableException otherwise) {
        return read(() -> {
            Chain chain = known.chain(ledger);
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

    /**
     * The newest archives are asked first, of every ledger that was compacted, whatever the line of history: a document is
     * what its hash says. Only an archive whose index names it is read.
     */
    Optional<Document> document(String hash) {
        for (LedgerId ledger : store.ledgers()) {
            if (store.oldest(ledger) > 0) {
                Optional<Document> found = document(ledger, hash);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Document> document(LedgerId ledger, String hash) {
        List<Archive> archives = reading(() -> known.of(ledger));
        for (int at = archives.size() - 1; at >= 0; at--) {
            Archive archive = archives.get(at);
            if (reading(() -> archive.mayHave(hash))) {
                Optional<Document> found = read(() ->
                        Optional.ofNullable(archive.documents(Set.of(hash)).get(hash)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
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
        takeTurn();
        try {
            return reading(read);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("Others have read the archives in " + folder.path() + " for "
                        + LONGEST_WAIT.toSeconds() + " seconds; ask again later");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    "Interrupted while waiting for others who read the archives in " + folder.path(), interrupted);
        }
    }

    private <T> T reading(Read<T> read) {
        try {
            return read.run();
        } catch (IOException failure) {
            throw new StoreUnavailableException(
                    "The archive in " + folder.path() + " cannot be read: " + failure.getMessage()
                            + "; put back a copy of its files, or ask for a later revision",
                    failure);
        }
    }

    @FunctionalInterface
    private interface Read<T> {
        T run() throws IOException;
    }
}
