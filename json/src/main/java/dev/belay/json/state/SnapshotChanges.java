package dev.belay.json.state;

import dev.belay.core.Position;
import dev.belay.core.Shared;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.core.snapshot.UnreadFlag;
import java.util.Collection;

/** Carries changed subjects into a snapshot. */
final class SnapshotChanges {

    /** So many flags are read at once; of more than that, each is when it is first asked for. */
    private static final int FEW = 100;

    private SnapshotChanges() {}

    static Snapshot apply(Snapshot snapshot, Collection<SubjectState> states, Position next) {
        boolean later = states.size() > FEW;
        Shared shared = new Shared();
        if (!later) {
            states.forEach(state -> snapshot.offerParts(state.subject().key(), shared));
        }
        Snapshot.Changes changes = snapshot.change(shared);
        for (SubjectState state : states) {
            switch (state.subject().kind()) {
                case Subject.FLAG -> flag(changes, state, later, shared);
                case Subject.SEGMENT -> segment(changes, state);
                default -> {
                    // Other kinds are not evaluated.
                }
            }
        }
        return changes.at(next);
    }

    private static void flag(Snapshot.Changes changes, SubjectState state, boolean later, Shared shared) {
        String key = state.subject().key();
        Document document = state.document().orElse(null);
        if (document == null) {
            changes.removeFlag(key);
        } else if (later && document.isUnread()) {
            changes.put(new ReceivedFlag(state, document));
        } else {
            changes.put(document.flag(key, state.version(), shared));
        }
    }

    private static void segment(Snapshot.Changes changes, SubjectState state) {
        String key = state.subject().key();
        state.document()
                .ifPresentOrElse(document -> changes.put(document.segment(key)), () -> changes.removeSegment(key));
    }

    private record ReceivedFlag(SubjectState state, Document document) implements UnreadFlag {
        @Override
        public String key() {
            return state.subject().key();
        }

        @Override
        public long version() {
            return state.version();
        }

        @Override
        public SnapshotFlag read(Shared shared) {
            return document.flag(key(), version(), shared);
        }
    }
}
