package dev.belay.server.sync;

import dev.belay.control.RollbackOf;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import dev.belay.server.pins.PinFloor;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns entries of one flag set into frames.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class FrameEncoder {
    /** A longer frame is replaced by a snapshot to fetch, so that no stream has to buffer it. */
    static final int MOST_BYTES = 256 << 10;

    /** What an event costs beside the document in it. */
    private static final int BYTES_PER_CHANGE = 160;

    private final String flagSet;

    FrameEncoder(String flagSet) {
        this.flagSet = flagSet;
    }

    /** The frame of an entry that goes back to nothing, or that no receiver could go back by itself. */
    Frame encode(LedgerEntry entry, LedgerState before, LedgerState after) {
        return new Frame(entry.position(), full(entry, before, after), null, 0);
    }

    /** The frame of an entry that restored {@code target}, as far as {@code rollback} says. */
    Frame encode(LedgerEntry entry, LedgerState before, LedgerState after, LedgerState target, RollbackOf rollback) {
        Buffer full = full(entry, before, after);
        Buffer restore = restore(entry, before, after, target, rollback);
        boolean shorter = restore != null && (full == null || restore.length() < full.length());
        return new Frame(
                entry.position(),
                full,
                shorter ? restore : null,
                target.position().revision());
    }

    private @Nullable Buffer full(LedgerEntry entry, LedgerState before, LedgerState after) {
        List<SubjectState> changed = changed(entry, after);
        return estimate(changed) > MOST_BYTES ? null : frame(before, after, Optional.empty(), changed);
    }

    private @Nullable Buffer restore(
            LedgerEntry entry, LedgerState before, LedgerState after, LedgerState target, RollbackOf rollback) {
        Set<Subject> only = new HashSet<>(rollback.only().orElse(List.of()));
        List<SubjectState> restored =
                before.restoring(target, subject -> rollback.only().isEmpty() || only.contains(subject));
        if (!restored.stream().allMatch(state -> state.equals(after.subject(state.subject())))) {
            return null;
        }
        Set<Subject> done = restored.stream().map(SubjectState::subject).collect(Collectors.toSet());
        List<SubjectState> others = changed(entry, after).stream()
                .filter(state -> !done.contains(state.subject()))
                .toList();
        SyncEvent back = new SyncEvent.Restore(target.position(), rollback.only());
        return estimate(others) > MOST_BYTES ? null : frame(before, after, Optional.of(back), others);
    }

    private @Nullable Buffer frame(
            LedgerState before, LedgerState after, Optional<SyncEvent> first, Collection<SubjectState> changed) {
        EventText text = new EventText();
        text.add(new SyncEvent.Begin(
                flagSet, after.position(), before.position(), after.at(), PinFloor.of(after.position())));
        first.ifPresent(text::add);
        changed.forEach(state -> text.add(event(state)));
        text.add(new SyncEvent.Commit(after.position(), after.checksum().hex()));
        Buffer bytes = text.buffer();
        return bytes.length() > MOST_BYTES ? null : bytes;
    }

    private static SyncEvent event(SubjectState state) {
        return state.document()
                .<SyncEvent>map(document -> new SyncEvent.Put(state.subject(), state.version(), document))
                .orElseGet(() -> new SyncEvent.Delete(state.subject(), state.version()));
    }

    private static List<SubjectState> changed(LedgerEntry entry, LedgerState after) {
        return entry.changes().stream()
                .map(Change::subject)
                .map(after::subject)
                .filter(Objects::nonNull)
                .toList();
    }

    private static long estimate(List<SubjectState> changed) {
        return changed.stream()
                .mapToLong(state -> BYTES_PER_CHANGE
                        + state.document().map(document -> document.length()).orElse(0))
                .sum();
    }
}
