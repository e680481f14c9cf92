package dev.belay.client.stream;

import dev.belay.client.source.Known;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.StateBytes;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This process's copy of a flag set, and the rules by which it moves: a frame is applied wholly or not at all, only on
 * top of the state that it was made for, and only if the outcome has the server's checksum; within an epoch the copy
 * never goes back.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Replica {

    private static final Verdict NOTHING = new Verdict.Nothing();

    private final History history;
    private final long frameLimit;
    private @Nullable Known known;
    private @Nullable Frame frame;

    /** An empty copy that will remember this many states. */
    Replica(int remembered) {
        this(new History(remembered, History.MOST_BYTES), Frame.LIMIT);
    }

    Replica(History history, long frameLimit) {
        this.history = history;
        this.frameLimit = frameLimit;
    }

    /** The newest state, or null when there is none yet. */
    @Nullable
    Known known() {
        return known;
    }

    /** Forgets a frame whose end will never come, because its connection is gone. */
    void interrupt() {
        frame = null;
    }

    /**
     * Takes a state that did not come in frames.
     *
     * @return {@link Verdict.Applied}, or {@link Verdict.Nothing} when the copy is already newer
     */
    Verdict adopt(Known received) {
        passOverFrame();
        if (known != null && isBefore(received.position(), known.position())) {
            return NOTHING;
        }
        List<SubjectState> changes = known == null ? List.of() : changes(known.state(), received.state());
        LedgerState grafted = known == null
                ? received.state()
                : known.state().apply(received.position(), received.state().at(), changes);
        if (known == null
                || !known.position().sharesEpochWith(received.position())
                || !grafted.checksum().equals(received.state().checksum())) {
            history.clear();
            return moveTo(Step.whole(received));
        }
        return moveTo(Step.by(changes, new Known(received.flagSet(), grafted, received.pinFloor()), Optional.empty()));
    }

    // A state that is told by its differences shares its parts with those that are remembered.
    private static List<SubjectState> changes(LedgerState from, LedgerState to) {
        return Stream.concat(to.live().stream(), to.tombstones().stream())
                .filter(state -> !state.equals(from.subject(state.subject())))
                .toList();
    }

    /** Takes the next event of the stream. */
    Verdict on(SyncEvent event) {
        if (event instanceof SyncEvent.Begin begin) {
            return begin(begin);
        }
        if (event instanceof SyncEvent.Put put) {
            return change(SubjectState.live(put.subject(), put.version(), put.document()));
        }
        if (event instanceof SyncEvent.Delete delete) {
            return change(SubjectState.tombstone(delete.subject(), delete.version()));
        }
        if (event instanceof SyncEvent.Restore restore) {
            return restore(restore);
        }
        if (event instanceof SyncEvent.Commit commit) {
            return commit(commit.position(), commit.checksum());
        }
        if (event instanceof SyncEvent.Heartbeat heartbeat) {
            return compare(heartbeat.position(), heartbeat.checksum(), heartbeat.age());
        }
        if (event instanceof SyncEvent.KeysChanged) {
            return new Verdict.KeysChanged();
        }
        if (event instanceof SyncEvent.Resync resync) {
            return new Verdict.Resync(resync.instance());
        }
        return event instanceof SyncEvent.SnapshotAt snapshot
                ? new Verdict.SnapshotNamed(snapshot.url(), snapshot.hash())
                : NOTHING;
    }

    private Verdict begin(SyncEvent.Begin begin) {
        frame = new Frame(begin, null, frameLimit);
        if (known == null) {
            return new Verdict.Diverged("a change came before any state");
        }
        Position here = known.position();
        boolean alreadyHere = begin.position().equals(here) || isBefore(begin.position(), here);
        if (alreadyHere) {
            return NOTHING;
        }
        if (!begin.previous().equals(here)) {
            return new Verdict.Diverged("a change follows " + begin.previous() + ", and this is " + here);
        }
        frame = new Frame(begin, known.state(), frameLimit);
        return NOTHING;
    }

    private Verdict change(SubjectState change) {
        if (frame == null) {
            return new Verdict.Diverged("a change came outside a frame");
        }
        frame.add(change);
        return frame.isTooLarge() ? new Verdict.Diverged("a frame is too large") : NOTHING;
    }

    private Verdict restore(SyncEvent.Restore restore) {
        if (frame == null || known == null) {
            return new Verdict.Diverged("a change came outside a frame");
        }
        if (!frame.wanted()) {
            return NOTHING;
        }
        LedgerState target = history.find(restore.of());
        if (target == null) {
            return new Verdict.Diverged("the state at " + restore.of() + " is not held");
        }
        frame.restores(restore);
        known.state().restoring(target, chosenBy(restore)).forEach(frame::add);
        return NOTHING;
    }

    private static Predicate<Subject> chosenBy(SyncEvent.Restore restore) {
        return subject -> restore.only().isEmpty() || restore.only().get().contains(subject);
    }

    private Verdict commit(Position position, String checksum) {
        Frame complete = frame;
        frame = null;
        if (complete == null || known == null || !complete.wanted()) {
            return compare(position, checksum, Optional.empty());
        }
        if (!complete.begin().position().equals(position)) {
            return new Verdict.Diverged("a frame for " + complete.begin().position() + " ends at " + position);
        }
        LedgerState next = known.state().apply(position, complete.begin().at(), complete.changes());
        if (!next.checksum().hex().equals(checksum)) {
            return new Verdict.Diverged("the checksum at " + position + " differs");
        }
        return moveTo(Step.by(
                complete.changes(),
                new Known(known.flagSet(), next, complete.begin().pinFloor()),
                complete.restore()));
    }

    // Absent means that the sender has the newest there is, which is no omission.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private Verdict compare(Position position, String checksum, Optional<Duration> age) {
        if (known == null) {
            return new Verdict.Diverged("there is no state yet");
        }
        if (isBefore(position, known.position())) {
            return NOTHING;
        }
        if (!position.equals(known.position())) {
            return new Verdict.Diverged("the server is at " + position + ", and this is " + known.position());
        }
        boolean same = known.state().checksum().hex().equals(checksum);
        return same
                ? new Verdict.Confirmed(known, age)
                : new Verdict.Diverged("the checksum at " + position + " differs");
    }

    private Verdict moveTo(Step step) {
        long replaced = known == null ? 0 : StateBytes.replaced(known.state(), step.changes());
        known = step.known();
        history.add(known.state(), step.changes().size(), replaced);
        return new Verdict.Applied(step);
    }

    /** Lets the rest of a frame go by that no longer fits. */
    private void passOverFrame() {
        frame = frame == null ? null : new Frame(frame.begin(), null, frameLimit);
    }

    /** Whether both lie in one epoch and {@code one} comes first. */
    private static boolean isBefore(Position one, Position other) {
        return one.sharesEpochWith(other) && one.revision() < other.revision();
    }
}
