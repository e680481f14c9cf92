package dev.belay.ledger.archive;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
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

    /** How many entries always stay, because SDKs resume from them and members are shared within. */
    public static final long LEAST_KEPT = 1_000;

    /** How much longer than a policy says entries stay for somebody who has not read them. */
    public static final Duration LONGEST_HOLD = Duration.ofDays(7);

    /** How many entries more than a policy says stay for somebody who has not read them. */
    public static final long MOST_HELD = 1_000_000;

    private final LedgerStore store;
    private final ArchiveFolder folder;

    /** @param store the one whose history grows, not one that also reads archives */
    public Retention(LedgerStore store, ArchiveFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /** The oldest revision in the store, without the archives. */
    public long oldest(LedgerId ledger) {
        return store.oldest(ledger);
    }

    /**
     * How many bytes the archives of a ledger take.
     *
     * @throws IOException if their folder cannot be read
     */
    public long archivedBytes(LedgerId ledger) throws IOException {
        return folder.of(ledger).stream()
                .mapToLong(archive -> archive.manifest().bytes())
                .sum();
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

    /** As {@link #plan(LedgerId, long)}, for what a policy does not keep. */
    public Plan plan(LedgerId ledger, RetentionPolicy policy, Instant now) {
        if (policy.keepsEverything()) {
            return plan(ledger, 0);
        }
        Plan byCount = keeping(ledger, policy.keepEntries().orElse(LEAST_KEPT));
        return policy.keepDays().isEmpty()
                ? byCount
                : byCount.upTo(before(ledger, now.minus(age(policy))).to());
    }

    /**
     * The same plan, as far as it need not wait for a hold: not for entries that are older than the policy says by
     * {@link #LONGEST_HOLD}, nor beyond the last {@link #MOST_HELD} that would go.
     *
     * @param plan made for the policy at the same instant
     */
    public Plan held(Plan plan, RetentionPolicy policy, Instant now, Hold.Held hold) {
        long tooOld = before(plan.ledger(), now.minus(age(policy)).minus(LONGEST_HOLD))
                .to();
        long tooMany = plan.to() - MOST_HELD;
        return plan.upTo(Math.max(hold.after(), Math.max(tooOld, tooMany)));
    }

    private static Duration age(RetentionPolicy policy) {
        return Duration.ofDays(policy.keepDays().orElse(0));
    }

    /**
     * Archives what a plan says and lets the store remove it; blocks until that is done.
     *
     * @throws IOException if an archive cannot be written; nothing was removed then
     */
    public Compacted carryOut(Plan plan, Progress progress) throws IOException {
        long at = plan.from();
        while (at <= plan.to()) {
            long end = new Plan(plan.ledger(), at, plan.to(), plan.newest())
                    .first()
                    .to();
            at = archive(plan.ledger(), at, end, progress) + 1;
        }
        requireArchived(plan);
        progress.at("removing", plan.to());
        return store.compact(plan.ledger(), plan.to());
    }

    /** The store may have gone back to a backup meanwhile, and on from there. */
    private void requireArchived(Plan plan) throws IOException {
        boolean archived = plan.entries() == 0
                || folder.of(plan.ledger()).stream()
                        .anyMatch(each -> each.manifest().to() == plan.to() && isInStore(each.manifest()));
        if (!archived) {
            throw new StoreUnavailableException("Revision " + plan.to() + " of ledger " + plan.ledger()
                    + " is not the one that was archived, as after a restore; nothing was removed, so archive again");
        }
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

        /** The part that one archive takes; all archives of a plan are about as large, so that none is tiny. */
        public Plan first() {
            long archives = Math.max(1, (entries() + ENTRIES_PER_ARCHIVE - 1) / ENTRIES_PER_ARCHIVE);
            return upTo(from - 1 + (entries() + archives - 1) / archives);
        }

        /** The part up to a revision. */
        public Plan upTo(long revision) {
            return new Plan(ledger, from, Math.max(from - 1, Math.min(to, revision)), newest);
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
