package dev.belay.ledger.archive;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.ForwardingLedgerStore;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store that reads from archives what it has compacted, as far as they are there: earlier states, entries, versions and
 * documents are as they were. Everything else it passes on.
 *
 * <p>Reading an archive takes up to a second and some tens of megabytes, so that few do it at a time.
 *
 * <p><b>Thread-safety:</b> as the store that it reads for; reads of what was compacted block on files.
 */
public final class ArchivedLedgerStore extends ForwardingLedgerStore {

    private final ArchiveReads archives;

    /** Reads for a store, which closes with this one. */
    public ArchivedLedgerStore(LedgerStore store, ArchiveFolder folder) {
        super(store);
        this.archives = new ArchiveReads(store, folder);
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        try {
            return super.at(ledger, revision);
        } catch (RevisionUnreachableException unreachable) {
            return archives.at(ledger, requireCompacted(ledger, unreachable));
        }
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        try {
            return super.revisionAt(ledger, instant);
        } catch (RevisionUnreachableException unreachable) {
            return archives.revisionAt(ledger, instant, unreachable);
        }
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        try {
            return super.entry(ledger, revision);
        } catch (RevisionUnreachableException unreachable) {
            return Optional.of(archives.entry(ledger, requireCompacted(ledger, unreachable)));
        }
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        try {
            return super.entries(ledger, after, limit);
        } catch (RevisionUnreachableException unreachable) {
            return entriesFromArchives(ledger, requireCompacted(ledger, unreachable), limit);
        }
    }

    private List<LedgerEntry> entriesFromArchives(LedgerId ledger, long after, int limit) {
        List<LedgerEntry> entries = new ArrayList<>();
        long at = after;
        while (entries.size() < limit && at < super.oldest(ledger)) {
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
        List<SubjectVersion> kept = super.versions(ledger, subject);
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
        return super.document(hash).or(() -> archives.document(hash));
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return super.documentAlone(hash).or(() -> archives.document(hash));
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
}
