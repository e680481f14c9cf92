package dev.belay.control;

import dev.belay.core.flag.Segment;
import dev.belay.core.lint.Linter;
import dev.belay.core.lint.Remark;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the linter remarks on the subjects of a flag set.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param remarks  by kind, then key, then as the linter gives them
 * @param linted   how many subjects were looked at
 * @param subjects how many there are to look at
 * @param last     the last subject that was looked at, if any was
 * @param warnings what was not looked at for another reason than that it comes later, in sentences
 */
public record Linting(
        List<SubjectRemark> remarks, int linted, int subjects, Optional<Subject> last, List<String> warnings) {

    /** How many subjects of one write are linted. */
    static final int MOST_ON_SAVE = 20;

    /** After how many remarks no further subject is looked at. */
    static final int ENOUGH = 200;

    /** How many subjects of a flag set are linted at once. */
    static final int MOST_AT_ONCE = 2_000;

    /** After how many steps of the linter no further subject is looked at: five that are as large as can be. */
    static final long MOST_STEPS = 1_000_000;

    static final Linting NOTHING = new Linting(List.of(), 0, 0, Optional.empty(), List.of());

    /** Copies the lists. */
    public Linting {
        remarks = List.copyOf(remarks);
        warnings = List.copyOf(warnings);
    }

    /**
     * Lints the subjects of a state in their order, some thousand at once, fewer where much is found or to be compared.
     *
     * @param after the subject after which to begin, in the order of kinds and keys; empty for the beginning
     */
    public static Linting of(LedgerState state, Optional<Subject> after) {
        List<Subject> subjects = state.live().stream()
                .map(SubjectState::subject)
                .filter(subject -> after.isEmpty() || subject.compareTo(after.get()) > 0)
                .sorted()
                .toList();
        return of(Linter.of(state.snapshot()), state, subjects, MOST_AT_ONCE);
    }

    /** Lints one subject of a state. */
    public static Linting of(LedgerState state, Subject subject) {
        return of(Linter.of(state.snapshot()), state, List.of(subject), 1);
    }

    /** Lints what a write left of the subjects that it changed: the first of them, and with less effort. */
    static Linting onSave(LedgerState after, Stream<Subject> changed) {
        List<Subject> live = changed.filter(subject -> isLive(after, subject))
                .distinct()
                .sorted()
                .toList();
        return live.isEmpty() ? NOTHING : of(Linter.quick(after.snapshot()), after, live, MOST_ON_SAVE);
    }

    /** Whether everything was looked at. */
    public boolean isComplete() {
        return linted == subjects;
    }

    /** How many subjects come after those that were looked at. */
    public int left() {
        return subjects - linted;
    }

    private static boolean isLive(LedgerState state, Subject subject) {
        SubjectState found = state.subject(subject);
        return found != null && found.isLive();
    }

    private static Linting of(Linter linter, LedgerState state, List<Subject> subjects, int atOnce) {
        List<SubjectRemark> remarks = new ArrayList<>();
        int linted = 0;
        int most = Math.min(subjects.size(), atOnce);
        while (linted < most && remarks.size() < ENOUGH && linter.steps() < MOST_STEPS) {
            Subject subject = subjects.get(linted);
            remarks(linter, state.snapshot(), subject)
                    .forEach(remark -> remarks.add(new SubjectRemark(subject, remark)));
            linted++;
        }
        Optional<Subject> last = linted == 0 ? Optional.empty() : Optional.of(subjects.get(linted - 1));
        return new Linting(remarks, linted, subjects.size(), last, warnings(linter));
    }

    private static List<String> warnings(Linter linter) {
        return linter.isMissingTypes()
                ? List.of("There are too many conditions to ask all of them for the types of attributes; remarks on"
                        + " attributes of two types may be missing")
                : List.of();
    }

    /** What cannot be read here has no remarks. */
    private static Stream<Remark> remarks(Linter linter, Snapshot snapshot, Subject subject) {
        if (subject.kind().equals(Subject.FLAG)
                && snapshot.flag(subject.key()) instanceof SnapshotFlag.Understood readable) {
            return linter.lint(readable.flag()).stream();
        }
        Segment segment = subject.kind().equals(Subject.SEGMENT) ? snapshot.segment(subject.key()) : null;
        return segment == null ? Stream.empty() : linter.lint(segment).stream();
    }
}
