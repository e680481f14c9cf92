package dev.belay.json.property;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.Checksum;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SnapshotFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Any sequence of changes to a few subjects. */
class LedgerStatesTest {

    private static final int SUBJECTS = 5;

    /** Each number is one change: which subject, and which of three documents or none. */
    private static Gen<List<Integer>> changes() {
        return lists().of(integers().between(0, SUBJECTS * 4 - 1)).ofSizeBetween(1, 20);
    }

    @Test
    void sumUpToTheChecksumOfTheirSubjects() {
        qt().forAll(changes())
                .check(changes -> history(changes).stream()
                        .allMatch(state -> state.checksum().equals(sum(state))));
    }

    @Test
    void restoreAnyEarlierState() {
        qt().forAll(changes(), integers().between(0, 20)).check((changes, chosen) -> {
            List<LedgerState> history = history(changes);
            LedgerState head = history.get(history.size() - 1);
            LedgerState target = history.get(chosen % history.size());
            LedgerState restored =
                    head.apply(head.position().next(), head.at(), head.restoring(target, subject -> true));
            return documents(restored).equals(documents(target))
                    && restored.restoring(target, subject -> true).isEmpty()
                    && restored.live().stream().allMatch(state -> isNeverReused(state, head));
        });
    }

    @Test
    void surviveBeingSentAsSnapshots() {
        qt().forAll(changes()).check(changes -> {
            List<LedgerState> history = history(changes);
            LedgerState head = history.get(history.size() - 1);
            LedgerState received = SnapshotFormat.read(SnapshotFormat.write("a/b", head, head.position()))
                    .state();
            return new HashSet<>(received.live()).equals(new HashSet<>(head.live()))
                    && new HashSet<>(received.tombstones()).equals(new HashSet<>(head.tombstones()));
        });
    }

    private static boolean isNeverReused(SubjectState state, LedgerState head) {
        SubjectState before = head.subject(state.subject());
        return before != null && (before.equals(state) || before.version() < state.version());
    }

    private static List<LedgerState> history(List<Integer> changes) {
        List<LedgerState> history = new ArrayList<>(List.of(LedgerState.empty("e1")));
        for (int change : changes) {
            LedgerState head = history.get(history.size() - 1);
            Subject subject = new Subject(change % 2 == 0 ? Subject.FLAG : Subject.SEGMENT, "s" + change / 4);
            SubjectState before = head.subject(subject);
            long version = before == null ? 1 : before.version() + 1;
            SubjectState after = change % 4 == 3
                    ? SubjectState.tombstone(subject, version)
                    : SubjectState.live(subject, version, Document.of(Value.of((double) (change % 4))));
            history.add(head.apply(new Position("e1", history.size()), Instant.EPOCH, List.of(after)));
        }
        return history;
    }

    private static Checksum sum(LedgerState state) {
        Checksum sum = Checksum.EMPTY;
        for (SubjectState each : state.live()) {
            sum = sum.plus(each);
        }
        return sum;
    }

    private static Object documents(LedgerState state) {
        return state.live().stream()
                .collect(Collectors.toMap(
                        SubjectState::subject, each -> each.document().orElseThrow()));
    }
}
