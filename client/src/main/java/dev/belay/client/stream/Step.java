package dev.belay.client.stream;

import dev.belay.client.source.Known;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.util.List;
import java.util.Optional;

/**
 * How the copy of a flag set moved.
 *
 * @param known   where it is now
 * @param changes each changed subject as it stands now; nothing when the copy did not come from the state before by
 *     changes, but was taken as a whole
 * @param whole   whether it was taken as a whole, so that it may have nothing in common with the state before
 * @param restore the earlier state that the server named instead of spelling everything out, if it did
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Step(Known known, List<SubjectState> changes, boolean whole, Optional<SyncEvent.Restore> restore) {

    /** Copies the changes. */
    public Step {
        changes = List.copyOf(changes);
    }

    static Step whole(Known known) {
        return new Step(known, List.of(), true, Optional.empty());
    }

    static Step by(List<SubjectState> changes, Known known, Optional<SyncEvent.Restore> restore) {
        return new Step(known, changes, false, restore);
    }
}
