package dev.belay.ledger.archive;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Subscription;
import dev.belay.ledger.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A store that reads from archives what it has compacted, as far as they are there: earlier states, entries, versions and
 * documents are as they were. Everything else it passes on.
 *
 * <p>Reading an archive takes up to a second and some tens of megabytes, so that few do it at a time.
 *
 * <p><b>Thread-safety:</b> as the store that it reads for; reads of what was compacted block on files.
 */
public final class ArchivedLedgerStore implements LedgerStore {

    private final LedgerStore store;
    private final ArchiveReads archives;

    /** Reads for a store, which closes with this one. */
    public ArchivedLedgerStore(LedgerStore store, ArchiveFolder folder) {
        this.store = store;
        this.archives = new ArchiveReads(store, folder);
    }

    /** The store that this one reads for, whose oldest revision is that of its own history. */
    public LedgerStore store() {
        return store;
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        try {
            return store.at(ledger, revision);
        } catch (RevisionUnreachableException unreachable) {
            return archives.at(ledger, requireCompacted(ledger, unreachable));
        }
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        try {
            return store.revisionAt(ledger, instant);
        } catch (RevisionUnreachableException unreachable) {
            return archives.revisionAt(ledger, instant, unreachable);
        }
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        try {
            return store.entry(ledger, revision);
        } catch (RevisionUnreachableException unreachable) {
            return Optional.of(archives.entry(ledger, requireCompacted(ledger, unreachable)));
        }
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        try {
            return store.entries(ledger, after, limit);
        } catch (RevisionUnreachableException unreachable) {
            return entriesFromArchives(ledger, requireCompacted(ledger, unreachable), limit);
        }
    }

    private List<LedgerEntry> entriesFromArchives(LedgerId ledger, long after, int limit) {
        List<LedgerEntry> entries = new ArrayList<>();
        long at = after;
        while (entries.size() < limit && at < store.oldest(ledger)) {
            List<LedgerEntry> page = archives.entries(ledger, at, limit - entries.size());
            entries.addAll(page);
            at = page.get(page.size() - 1).revision();
        }
        if (entries.size() < limit) {
            entries.addAll(entries(ledger, at, limit - entries.size()));
        }
        return entries;
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        List<SubjectVersion> kept = store.versions(ledger, subject);
        long first = kept.isEmpty() ? 1 : kept.get(0).version();
        if (first == 1) {
            return kept;
        }
        List<SubjectVersion> all = new ArrayList<>();
        for (LedgerEntry entry : archives.entriesOf(ledger, subject)) {
            for (Change change : entry.changes()) {
                if (change.subject().equals(subject) && change.version() < first) {
                    all.add(new SubjectVersion(change.version(), entry.position(), entry.at(), change.after()));
                }
            }
        }
        all.addAll(kept);
        return all;
    }

    @Override
    public Optional<Document> document(String hash) {
        return store.document(hash).or(() -> archives.document(hash));
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return store.documentAlone(hash).or(() -> archives.document(hash));
    }

    /** The oldest revision that can be reached, in the archives too. */
    @Override
    public long oldest(LedgerId ledger) {
        return archives.oldest(ledger);
    }

    /** The revision, unless it was never there; a refusal then names what the archives have, too. */
    private long requireCompacted(LedgerId ledger, RevisionUnreachableException unreachable) {
        long oldest = unreachable.isCompacted() ? oldest(ledger) : unreachable.oldest();
        if (!unreachable.isCompacted() || unreachable.revision() < oldest) {
            throw new RevisionUnreachableException(unreachable.revision(), oldest, unreachable.newest());
        }
        return unreachable.revision();
    }

    @Override
    public List<LedgerId> ledgers() {
        return store.ledgers();
    }

    @Override
    public boolean exists(LedgerId ledger) {
        return store.exists(ledger);
    }

    @Override
    public LedgerState head(LedgerId ledger) {
        return store.head(ledger);
    }

    @Override
    public Commit commit(Proposal proposal) {
        return store.commit(proposal);
    }

    @Override
    public Subscription subscribe(Consumer<Commit> listener) {
        return store.subscribe(listener);
    }

    @Override
    public Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        return store.verify(ledger, from, progress);
    }

    @Override
    public long compactable(LedgerId ledger) {
        return store.compactable(ledger);
    }

    @Override
    public Compacted compact(LedgerId ledger, long revision) {
        return store.compact(ledger, revision);
    }

    @Override
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public void close() {
        store.close();
    }
}
