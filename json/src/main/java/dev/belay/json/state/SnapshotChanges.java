package dev.belay.json.state;

import dev.belay.core.Position;
import dev.belay.core.snapshot.Snapshot;
import java.util.Collection;

/** Carries changed subjects into a snapshot. */
final class SnapshotChanges {

    private SnapshotChanges() {}

    static Snapshot apply(Snapshot snapshot, Collection<SubjectState> changes, Position next) {
        return snapshot.change().at(next);
    }
}
