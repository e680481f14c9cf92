package dev.belay.json.state;

import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.flag.Capabilities;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** The capabilities that an evaluator needs for documents. */
public final class Needs {

    private Needs() {}

    /** What is needed to understand these subjects; those that are not understood here are passed over. */
    public static SortedSet<String> of(LedgerState state, Collection<Subject> subjects) {
        SortedSet<String> needs = new TreeSet<>();
        for (Subject subject : subjects) {
            if (subject.kind().equals(Subject.SEGMENT)) {
                Segment segment = state.snapshot().segment(subject.key());
                needs.addAll(segment == null ? new TreeSet<>() : Capabilities.usedBy(segment));
            } else if (subject.kind().equals(Subject.FLAG)
                    && state.snapshot().flag(subject.key()) instanceof SnapshotFlag.Understood understood) {
                needs.addAll(Capabilities.usedBy(understood.flag()));
            }
        }
        return needs;
    }

    /** What is needed to understand everything in a state. */
    public static SortedSet<String> of(LedgerState state) {
        return of(state, state.live().stream().map(SubjectState::subject).toList());
    }
}
