package dev.belay.server.sync;

import dev.belay.control.RollbackOf;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the frames of one flag set, of new entries and of those that the store keeps.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; may block on the store.
 */
final class FrameSource {
    /** Reading more documents than this takes longer than sending a snapshot. */
    private static final int MOST_CHANGES = 4_000;

    private final LedgerId flagSet;
    private final LedgerStore store;
    private final FrameEncoder encoder;

    FrameSource(LedgerId flagSet, LedgerStore store) {
        this.flagSet = flagSet;
        this.store = store;
        this.encoder = new FrameEncoder(flagSet.text());
    }

    LedgerId flagSet() {
        return flagSet;
    }

    LedgerState head() {
        return store.head(flagSet);
    }

    Frame frame(LedgerEntry entry, LedgerState before, LedgerState after) {
        Optional<RollbackOf> rollback = RollbackOf.read(entry);
        LedgerState target = rollback.isPresent() ? target(entry, rollback.get()) : null;
        return target == null
                ? encoder.encode(entry, before, after)
                : encoder.encode(entry, before, after, target, rollback.get());
    }

    /** The frames of the entries after one revision up to another; none if that is too much, or not kept any more. */
    List<Frame> between(long after, long upTo) {
        try {
            List<LedgerEntry> entries = store.entries(flagSet, after, Math.toIntExact(upTo - after));
            long changes =
                    entries.stream().mapToLong(entry -> entry.changes().size()).sum();
            if (changes > MOST_CHANGES) {
                return List.of();
            }
            return frames(entries, store.at(flagSet, after));
        } catch (RevisionUnreachableException | NoSuchElementException _) {
            return List.of();
        }
    }

    private List<Frame> frames(List<LedgerEntry> entries, LedgerState first) {
        List<Frame> frames = new ArrayList<>(entries.size());
        LedgerState before = first;
        for (LedgerEntry entry : entries) {
            List<SubjectState> changed =
                    entry.changes().stream().map(this::outcome).toList();
            LedgerState after = before.apply(entry.position(), entry.at(), changed);
            frames.add(frame(entry, before, after));
            before = after;
        }
        return frames;
    }

    private SubjectState outcome(Change change) {
        return new SubjectState(
                change.subject(),
                change.version(),
                change.after().map(hash -> store.document(hash).orElseThrow()));
    }

    private @Nullable LedgerState target(LedgerEntry entry, RollbackOf rollback) {
        if (!rollback.of().sharesEpochWith(entry.position())) {
            return null;
        }
        try {
            return store.at(flagSet, rollback.of().revision());
        } catch (RevisionUnreachableException _) {
            return null;
        }
    }
}
