package dev.belay.ledger.archive;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Moves history from a store into archives: first an archive is on the disk and has been read back, then the store lets go
 * of what it holds. Whatever interrupts that leaves both as they should be, and the next time goes on from there.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time; so is a folder, to one process.
 */
public final class Retention {

    /** How many entries an archive holds at most, so that reading one is quick. */
    public static final long ENTRIES_PER_ARCHIVE = 20_000;

    private final LedgerStore store;
    private final ArchiveFolder folder;

    /** @param store the one whose history grows, not one that also reads archives */
    public Retention(LedgerStore store, ArchiveFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * What would be archived so that a revision becomes the oldest one in the store, as far as that can be.
     *
     * @param revision where history is to begin; may be beyond what is possible
     */
    public Plan plan(LedgerId ledger, long revision) {
        long oldest = store.oldest(ledger);
        long to = Math.max(oldest, Math.min(revision, store.compactable(ledger)));
        return new Plan(ledger, oldest + 1, to, store.head(ledger).position().revision());
    }

    /** As {@link #plan(LedgerId, long)}, for everything before the last so many entries. */
    public Plan keeping(LedgerId ledger, long entries) {
        return plan(ledger, store.head(ledger).position().revision() - entries);
    }

    /** As {@link #plan(LedgerId, long)}, for what was no longer in place at an instant. */
    public Plan before(LedgerId ledger, Instant instant) {
        long oldest = store.oldest(ledger);
        boolean earlier = oldest > 0
                && store.entry(ledger, oldest)
                        .map(LedgerEntry::at)
                        .filter(instant::isBefore)
                        .isPresent();
        return plan(ledger, earlier ? oldest : store.revisionAt(ledger, instant));
    }

    /**
     * Archives what a plan says and lets the store remove it; blocks until that is done.
     *
     * @throws IOException if an archive cannot be written; nothing was removed then
     */
    public Compacted carryOut(Plan plan, Progress progress) throws IOException {
        long at = plan.from();
        while (at <= plan.to()) {
            long end = Math.min(plan.to(), at + ENTRIES_PER_ARCHIVE - 1);
            at = archive(plan.ledger(), at, end, progress) + 1;
        }
        progress.at("removing", plan.to());
        return store.compact(plan.ledger(), plan.to());
    }

    /** Answers where the archive ends: an earlier attempt may have left one. */
    private long archive(LedgerId ledger, long from, long to, Progress progress) throws IOException {
        String previous = store.entry(ledger, from).map(LedgerEntry::previous).orElse("");
        Optional<Archive> there = folder.of(ledger).stream()
                .filter(each -> each.manifest().from() == from
                        && each.manifest().previous().equals(previous)
                        && each.manifest().to() <= to
                        && isInStore(each.manifest()))
                .findFirst();
        if (there.isPresent() && isWhole(there.get())) {
            return there.get().manifest().to();
        }
        folder.write(store, ledger, from, to, revision -> progress.at("archiving", revision));
        return to;
    }

    private static boolean isWhole(Archive archive) throws IOException {
        try {
            archive.verify();
            return true;
        } catch (DamagedArchiveException damaged) {
            return false;
        }
    }

    private boolean isInStore(ArchiveManifest manifest) {
        return store.entry(manifest.ledger(), manifest.to())
                .filter(entry -> entry.hash().equals(manifest.hash()))
                .isPresent();
    }

    /**
     * What would be archived.
     *
     * @param from   the first entry
     * @param to     the last one, before {@code from} if there is nothing to archive
     * @param newest the newest revision at the time
     */
    public record Plan(LedgerId ledger, long from, long to, long newest) {

        /** How many entries. */
        public long entries() {
            return Math.max(0, to - from + 1);
        }
    }

    /** Is told how far it has come. */
    @FunctionalInterface
    public interface Progress {

        /** Nobody. */
        Progress NONE = (step, revision) -> {};

        /** A step has come to a revision. */
        void at(String step, long revision);
    }
}
