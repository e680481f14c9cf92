package dev.belay.server.replica;

import dev.belay.client.stream.Step;
import dev.belay.control.MemberChunks;
import dev.belay.core.Position;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A copied flag set: its newest state and those before it without a gap, as many as streams can be told of and within
 * the bounds of an SDK's history. Where the copy was taken as a whole, what was before is forgotten.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; the head is read without a lock.
 */
final class CopiedLedger {

    /** From the oldest of these, every frame that a stream may have missed follows. */
    private static final int MOST_STATES = MemberChunks.WINDOW + 1;

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_CHANGES = 50_000;

    private final LedgerId id;
    private final Deque<CopiedStep> newestLast = new ArrayDeque<>();
    private final CopiedDocuments documents = new CopiedDocuments();
    private long bytes;
    private int changes;
    private volatile LedgerState head;

    CopiedLedger(LedgerId id, LedgerState first) {
        this.id = id;
        this.head = first;
        keep(CopiedStep.first(first));
    }

    LedgerState head() {
        return head;
    }

    /** Moves on; nothing happens when the copy is there already, or further within the epoch. */
    synchronized Optional<Committed> apply(Step step) {
        LedgerState before = head;
        LedgerState after = step.known().state();
        if (isHereAlready(before, after)) {
            return Optional.empty();
        }
        boolean follows = !step.whole() && before.position().next().equals(after.position());
        if (!follows) {
            forgetAll();
        }
        CopiedStep next = follows ? CopiedStep.after(before, step) : CopiedStep.first(after);
        keep(next);
        head = after;
        return Optional.of(new Committed(id, Optional.of(next.entry()), before, after));
    }

    // A key that takes over begins with the snapshot that the upstream happens to have, and the frames since then.
    private static boolean isHereAlready(LedgerState here, LedgerState brought) {
        Position position = here.position();
        boolean same = position.equals(brought.position()) && here.checksum().equals(brought.checksum());
        return same
                || (position.sharesEpochWith(brought.position())
                        && brought.position().revision() < position.revision());
    }

    /**
     * The state at a revision.
     *
     * @throws RevisionUnreachableException if it is not kept
     */
    synchronized LedgerState at(long revision) {
        long skipped = revision - oldest().revision();
        if (skipped < 0 || skipped >= newestLast.size()) {
            throw unreachable(revision);
        }
        return newestLast.stream().skip(skipped).findFirst().orElseThrow().state();
    }

    /** The revision that held at an instant, if the state is kept. */
    synchronized long revisionAt(Instant instant) {
        return newestLast.reversed().stream()
                .filter(step -> !step.state().at().isAfter(instant))
                .map(step -> step.state().position().revision())
                .findFirst()
                .orElseThrow(() -> unreachable(Math.max(0, oldest().revision() - 1)));
    }

    synchronized List<LedgerEntry> entries(long after, int limit) {
        return newestLast.stream()
                .map(CopiedStep::entry)
                .filter(entry -> entry.revision() > after)
                .limit(limit)
                .toList();
    }

    Optional<Document> document(String hash) {
        Collection<Document> all;
        synchronized (this) {
            Optional<Document> found = documents.find(hash);
            if (found.isPresent()) {
                return found;
            }
            all = documents.all();
        }
        return CopiedDocuments.search(hash, head, all);
    }

    private Position oldest() {
        return newestLast.getFirst().state().position();
    }

    private RevisionUnreachableException unreachable(long revision) {
        return new RevisionUnreachableException(
                revision, oldest().revision(), head.position().revision());
    }

    private void keep(CopiedStep step) {
        newestLast.addLast(step);
        documents.add(step);
        bytes += step.bytes();
        changes += step.entry().changes().size();
        while (newestLast.size() > MOST_STATES
                || (newestLast.size() > 2 && changes > MOST_CHANGES)
                || (newestLast.size() > 1 && bytes > MOST_BYTES)) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        CopiedStep oldest = newestLast.removeFirst();
        CopiedStep next = newestLast.removeFirst();
        documents.remove(oldest);
        documents.remove(next);
        documents.add(next.asOldest());
        newestLast.addFirst(next.asOldest());
        bytes -= next.bytes();
        changes -= oldest.entry().changes().size();
    }

    private void forgetAll() {
        newestLast.clear();
        documents.clear();
        bytes = 0;
        changes = 0;
    }
}
