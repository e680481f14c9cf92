package dev.belay.ledger;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Keeps ledgers: append-only lines of entries, each line with gapless revisions from 1 on, chained by hashes.
 *
 * <p>Appending to one ledger or to several at once is linearizable: decisions take effect one at a time, each on the
 * state that its predecessor left, and what a commit has acknowledged survives a crash of the process or the machine.
 * Every method that names a ledger throws {@link UnknownLedgerException} if there is none of that name, and every
 * method may throw {@link StoreUnavailableException} when the storage underneath fails.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; commits block until durable, reads never wait for commits.
 */
public interface LedgerStore extends AutoCloseable {

    /** Every ledger, in the order of their texts. */
    List<LedgerId> ledgers();

    /** Whether there is such a ledger. */
    boolean exists(LedgerId ledger);

    /**
     * The newest durable state. Whoever was told of a commit by this store sees at least what it left; where several
     * stores share their ledgers, the others follow a moment later.
     */
    LedgerState head(LedgerId ledger);

    /**
     * The state that the entry with this revision left; revision 0 is the empty ledger.
     *
     * @throws RevisionUnreachableException if {@code revision} is not between the oldest kept and the newest
     */
    LedgerState at(LedgerId ledger, long revision);

    /**
     * The revision that held at this instant: that of the last entry not later than it, 0 if none.
     *
     * @throws RevisionUnreachableException if the instant is before the oldest revision's, unless that is 0
     */
    long revisionAt(LedgerId ledger, Instant instant);

    /**
     * The entry with this revision, if there is one. Of the entries before the oldest revision, those are kept that made
     * what is in place there.
     *
     * @throws RevisionUnreachableException if there was one and it was compacted
     */
    Optional<LedgerEntry> entry(LedgerId ledger, long revision);

    /**
     * The first entries after a revision, ascending.
     *
     * @param after exclusive; 0 begins with the first entry
     * @param limit the most entries to answer, at least 1
     * @throws RevisionUnreachableException if {@code after} is before the oldest revision, so that entries would be missing
     */
    List<LedgerEntry> entries(LedgerId ledger, long after, int limit);

    /**
     * Every version that a subject has had, ascending; empty if it never existed. After a compaction they begin with the
     * one in place at the oldest revision.
     */
    List<SubjectVersion> versions(LedgerId ledger, Subject subject);

    /**
     * The document with this hash, whichever ledger brought it, with the members whose chunks it names. Such a chunk is
     * a document, too.
     */
    Optional<Document> document(String hash);

    /** As {@link #document}, but the chunks that it names may be missing, so that they need not be read. */
    Optional<Document> documentAlone(String hash);

    /**
     * Runs a decision on the newest states and appends what it drafts, all of it or nothing.
     *
     * <p>Waits until the outcome is durable, uninterruptibly; a thread that was interrupted meanwhile is interrupted
     * again on return. An exception of the decision passes through, and nothing was written. A draft whose documents
     * all equal those in place appends no entry, and the commit says so.
     *
     * @return what was appended; for a repeated idempotency key the original commit, marked as replayed
     * @throws UnknownLedgerException       if a draft names a ledger that does not exist; nothing was written
     * @throws LedgerExistsException        if a draft creates a ledger that exists; nothing was written
     * @throws MissingChunkException        if a document names a chunk of members and does not bring it; nothing was
     *     written
     * @throws IdempotencyConflictException if the key was used with another body; nothing was written
     * @throws LedgerBrokenException        if a broken entry was found earlier; nothing was written
     * @throws StoreUnavailableException    if the store is closed or overloaded and nothing was written, or if writing
     *     failed, in which case the message says so and the newest state tells whether the change took place
     */
    Commit commit(Proposal proposal);

    /**
     * Tells of every commit that appends or creates something from now on, in order for each ledger, once it is
     * durable and readable. Where several stores share their ledgers, what another has appended is told entry by entry,
     * a catalogue's before those of its flag sets.
     *
     * <p>To follow a ledger without a gap, subscribe first and read the head afterwards; a commit made in between may
     * be seen twice.
     *
     * @param listener called on the writer's thread, so it must be quick; what it throws is logged and hurts nobody
     * @return ends the subscription; the listener may still be running when it returns
     */
    Subscription subscribe(Consumer<Commit> listener);

    /**
     * Checks the chain of a ledger, its revisions, versions and documents. A break makes the store refuse commits from
     * then on, see {@link #health()}.
     *
     * @param from     the first revision to check, at least 1
     * @param progress told of checked revisions from time to time, on the calling thread
     */
    Verification verify(LedgerId ledger, long from, LongConsumer progress);

    /** The oldest revision whose state can be reached; 0 until something is compacted. */
    long oldest(LedgerId ledger);

    /**
     * The greatest revision that a compaction may make the oldest. What is newer may be needed to answer a repeated
     * idempotency key.
     */
    long compactable(LedgerId ledger);

    /**
     * Makes a revision the oldest one that can be reached, and removes what only earlier ones need: entries, documents
     * and chunks of members. The state at the revision stays with all versions and tombstones, and its entry with its
     * hash, so that the chain goes on from there.
     *
     * <p>Works in small steps between which commits go on, and blocks until the last one. When the process dies
     * meanwhile, everything from the revision on is there, and the next compaction removes what was left over; so does a
     * call with the revision that is the oldest already.
     *
     * @throws RevisionUnreachableException  if there is no such revision, or not any more
     * @throws IllegalArgumentException      if the revision is beyond {@link #compactable}
     * @throws UnsupportedOperationException if this store keeps everything; nothing was removed
     */
    Compacted compact(LedgerId ledger, long revision);

    /**
     * For how long nobody here knows whether the newest states still are the newest: nothing, as here, where nobody else
     * appends to the same storage; otherwise since the storage was last asked and has answered.
     */
    default Duration age() {
        return Duration.ZERO;
    }

    /**
     * Whether commits are accepted, and if not, why: also while the storage does not answer for more than about two
     * seconds. Reads go on either way.
     */
    StoreHealth health();

    /** Finishes the commits that are waiting, refuses further ones and frees the storage. May be called again. */
    @Override
    void close();
}
