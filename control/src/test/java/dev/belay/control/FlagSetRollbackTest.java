package dev.belay.control;

import static dev.belay.control.Bench.dependent;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.diff.StateDifference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlagSetRollbackTest {

    private final Bench bench = new Bench();

    FlagSetRollbackTest() {
        bench.put(flag("a"));
        bench.put(segment("beta", "user-1", "user-2"));
        bench.put(segmented("b", "beta"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void restoresEverythingAsOneEntry() {
        LedgerState then = bench.head();
        bench.apply(new Operation.Disable("a", Precondition.NONE));
        bench.put(flag("c"));
        bench.apply(new Operation.Archive("b", Precondition.NONE));

        WriteResult result = bench.rollback(request().because("incident 7"), new RollbackTarget.ToRevision(3));

        LedgerEntry entry = result.entry().orElseThrow();
        assertThat(entry.action()).isEqualTo("flag-set.rolled-back");
        assertThat(entry.revision()).isEqualTo(7);
        assertThat(RollbackOf.read(entry)).contains(new RollbackOf(then.position(), Optional.empty()));
        assertThat(StateDifference.between(then, bench.head())).isEmpty();
        assertThat(bench.flagState("a").version()).isEqualTo(3);
        assertThat(bench.flagState("c").isLive()).isFalse();
    }

    @Test
    void leavesTheStateThatARestoreFromHistoryLeaves() {
        bench.apply(new Operation.Disable("a", Precondition.NONE));
        bench.put(flag("c"));
        LedgerState before = bench.head();

        bench.rollback(1);

        LedgerState head = bench.head();
        LedgerState target = bench.store.at(Bench.FLAG_SET, 1);
        LedgerState replayed = before.apply(head.position(), head.at(), before.restoring(target, _ -> true));
        assertThat(replayed.checksum()).isEqualTo(head.checksum());
    }

    @Test
    void toAnInstantRestoresWhatHeldThen() {
        Instant then = bench.head().at().plusMillis(500);
        bench.apply(new Operation.Disable("a", Precondition.NONE));

        bench.rollback(request(), new RollbackTarget.ToInstant(then));

        assertThat(StateDifference.between(bench.store.at(Bench.FLAG_SET, 3), bench.head()))
                .isEmpty();
    }

    @Test
    void toBeforeTheFirstEntryArchivesEverything() {
        bench.rollback(request(), new RollbackTarget.ToInstant(Instant.EPOCH));

        assertThat(bench.head().live()).isEmpty();
        assertThat(bench.head().tombstones()).hasSize(3);
    }

    @Test
    void toThePresentAppendsNothing() {
        assertThat(bench.rollback(3).entry()).isEmpty();
    }

    @Test
    void canBeRolledBackItself() {
        LedgerState before = bench.head();
        bench.rollback(1);

        bench.rollback(3);

        assertThat(StateDifference.between(before, bench.head())).isEmpty();
    }

    @Test
    void beyondTheHeadIsRefusedWithTheReachableRange() {
        RefusedException refused = refusal(() -> bench.rollback(4));

        assertThat(refused.name()).isEqualTo(ProblemName.REVISION_UNKNOWN);
        assertThat(refused.members()).containsEntry("oldest", Value.of(0)).containsEntry("newest", Value.of(3));
        assertThat(refused.errors())
                .containsExactly(
                        Violation.of("/toRevision", "Revision 4 does not exist; name one from 0 to 3", "0 to 3"));
    }

    @Test
    void theDryRunShowsTheDifferencesAndWhatIsArchived() {
        WriteResult preview = bench.rollback(request().asDryRun(), new RollbackTarget.ToRevision(1));

        assertThat(preview.differences())
                .extracting(StateDifference::subject)
                .containsExactly(Subject.flag("b"), Subject.segment("beta"));
        assertThat(preview.warnings()).singleElement().asString().contains("flag 'b', segment 'beta'");
        assertThat(preview.after().position().revision()).isEqualTo(4);
        assertThat(bench.revision()).isEqualTo(3);
    }

    @Test
    void ofChosenFlagsLeavesTheOthers() {
        bench.apply(new Operation.Disable("a", Precondition.NONE));
        bench.apply(new Operation.Disable("b", Precondition.NONE));

        WriteResult result = bench.rollback(3, Set.of("a"));

        assertThat(RollbackOf.read(result.entry().orElseThrow()).orElseThrow().only())
                .contains(List.of(Subject.flag("a")));
        assertThat(StateDifference.between(bench.store.at(Bench.FLAG_SET, 3), bench.head()))
                .extracting(StateDifference::subject)
                .containsExactly(Subject.flag("b"));
    }

    @Test
    void ofAFlagThatNeverWasIsRefused() {
        RefusedException refused = refusal(() -> bench.rollback(1, Set.of("a", "nobody")));

        assertThat(refused.name()).isEqualTo(ProblemName.FLAG_NOT_FOUND);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/flags");
    }

    @Test
    void ofChosenFlagsThatDoNotFitToTheRestIsRefused() {
        bench.put(dependent("c", "a", "on"));

        RefusedException gone = refusal(() -> bench.rollback(0, Set.of("a")));

        assertThat(gone.name()).isEqualTo(ProblemName.STILL_REFERENCED);
        assertThat(gone).hasMessageContaining("flag 'c'");
        assertThat(bench.revision()).isEqualTo(4);
    }

    @Test
    void ofChosenFlagsWarnsOfWhatTheyDependedOn() {
        bench.put(segment("beta", "somebody", "else"));
        bench.apply(new Operation.Disable("b", Precondition.NONE));
        WriteRequest dryRun = request().asDryRun();

        WriteResult preview =
                bench.flagSets.rollback("default", "production", dryRun, new RollbackTarget.ToRevision(3), Set.of("b"));

        assertThat(preview.closure())
                .containsExactly(new ClosureChange(Subject.flag("b"), Subject.segment("beta"), 1, Optional.of(2L)));
        assertThat(preview.warnings()).hasSize(1);
    }
}
