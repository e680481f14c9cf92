package dev.belay.json.state;

import dev.belay.core.Position;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.Shared;
import java.util.Collection;

/** Carries changed subjects into a snapshot. */
final class SnapshotChanges {

    private SnapshotChanges() {}

    static Snapshot apply(Snapshot snapshot, Collection<SubjectState> states, Position next) {
        Snapshot.Changes changes = snapshot.change();
        Shared shared = new Shared();
        for (SubjectState state : states) {
            switch (state.subject().kind()) {
                case Subject.FLAG -> flag(changes, state, shared);
                case Subject.SEGMENT -> segment(changes, state);
                default -> {
                    // Other kinds are not evaluated.
                }
            }
        }
        return changes.at(next);
    }

    private static void flag(Snapshot.Changes changes, SubjectState state, Shared shared) {
        String key = state.subject().key();
        state.document()
                .ifPresentOrElse(
                        document -> changes.put(document.flag(key, state.version(), shared)),
                        () -> changes.removeFlag(key));
    }

    private static void segment(Snapshot.Changes changes, SubjectState state) {
        String key = state.subject().key();
        state.document()
                .ifPresentOrElse(document -> changes.put(document.segment(key)), () -> changes.removeSegment(key));
    }
}
