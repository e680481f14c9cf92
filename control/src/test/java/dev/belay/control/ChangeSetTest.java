package dev.belay.control;

import static dev.belay.control.Bench.dependent;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.json.Violation;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeSetTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void isOneEntry() {
        WriteResult result = bench.changeSet(create(flag("a")), create(flag("b")), create(dependent("c", "a", "on")));

        LedgerEntry entry = result.entry().orElseThrow();
        assertThat(entry.revision()).isEqualTo(1);
        assertThat(entry.action()).isEqualTo("change-set.applied");
        assertThat(entry.changes())
                .extracting(Change::subject)
                .containsExactly(Subject.flag("a"), Subject.flag("b"), Subject.flag("c"));
    }

    @Test
    void mayReferForward() {
        bench.changeSet(create(segmented("basket", "beta")), create(segment("beta", "user-1", "user-2")));

        assertThat(bench.revision()).isEqualTo(1);
    }

    @Test
    void severalOperationsOnOneSubjectAreOneChange() {
        WriteResult result = bench.changeSet(
                create(flag("a")),
                new Operation.Disable("a", Precondition.NONE),
                create(flag("a", ", \"exposed\": true")));

        assertThat(result.entry().orElseThrow().changes()).hasSize(1);
        assertThat(bench.flagState("a").version()).isEqualTo(1);
        assertThat(result.after().snapshot().flag("a")).isNotNull();
    }

    @Test
    void operationsThatCancelEachOtherAppendNothing() {
        bench.put(flag("a"));

        WriteResult result = bench.changeSet(
                new Operation.Disable("a", Precondition.NONE), new Operation.Enable("a", Precondition.NONE));

        assertThat(result.entry()).isEmpty();
        assertThat(bench.revision()).isEqualTo(1);
    }

    @Test
    void aFlagThatComesAndGoesLeavesNothing() {
        WriteResult result = bench.changeSet(create(flag("a")), new Operation.Archive("a", Precondition.NONE));

        assertThat(result.entry()).isEmpty();
        assertThat(bench.projects.catalogue(Bench.ADMIN, "default")).isEmpty();
    }

    @Test
    void anEmptyOneAppendsNothing() {
        assertThat(bench.changeSet().entry()).isEmpty();
    }

    @Test
    void dependentsCanBeArchivedTogether() {
        bench.put(flag("a"));
        bench.put(dependent("b", "a", "on"));

        bench.changeSet(new Operation.Archive("a", Precondition.NONE), new Operation.Archive("b", Precondition.NONE));

        assertThat(bench.head().live()).isEmpty();
    }

    @Test
    void errorsPointAtTheOperation() {
        bench.put(flag("payments"));

        RefusedException missing = refusal(() ->
                bench.changeSet(create(flag("a")), create(dependent("b", "gone", "on")), create(segmented("c", "no"))));
        RefusedException absent =
                refusal(() -> bench.changeSet(create(flag("a")), new Operation.Enable("nobody", Precondition.NONE)));
        RefusedException unknown = refusal(() ->
                bench.changeSet(create(flag("a")), new Operation.Rollback("payments", 9, false, Precondition.NONE)));

        assertThat(missing.errors())
                .extracting(Violation::path)
                .containsExactly("/changes/1/flag/prerequisites/0/flag", "/changes/2/flag/rules/0/when/segment");
        assertThat(absent.errors()).extracting(Violation::path).containsExactly("/changes/1/key");
        assertThat(unknown.errors()).extracting(Violation::path).containsExactly("/changes/1/toVersion");
        assertThat(bench.revision()).isEqualTo(1);
    }

    @Test
    void isAppliedWhollyOrNotAtAll() {
        bench.put(flag("a"));

        refusal(() -> bench.changeSet(
                create(flag("b")), new Operation.PutFlag(flag("a", ", \"exposed\": true"), Precondition.NONE)));

        assertThat(bench.head().subject(Subject.flag("b"))).isNull();
    }

    @Test
    void isBoundedInSize() {
        Operation operation = new Operation.Enable("a", Precondition.NONE);
        List<Operation> tooMany = Collections.nCopies(FlagSets.MAX_OPERATIONS + 1, operation);

        RefusedException refused = refusal(() -> bench.flagSets.apply("default", "production", request(), tooMany));

        assertThat(refused.name()).isEqualTo(ProblemName.TOO_LARGE);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/changes");
    }

    @Test
    void manyChangesOfOneLargeFlagCostLittleMoreThanOne() {
        bench.put(flag("large", ", \"targets\": [{\"variant\": \"on\", \"keys\": [" + keys(50_000) + "]}]"));
        List<Operation> toggling = IntStream.range(0, FlagSets.MAX_OPERATIONS)
                .<Operation>mapToObj(index -> index % 2 == 0
                        ? new Operation.Disable("large", Precondition.NONE)
                        : new Operation.Enable("large", Precondition.NONE))
                .toList();

        // Writing the document 20,000 times would take minutes, in which nobody else could write.
        WriteResult result =
                assertTimeout(Duration.ofSeconds(20), () -> bench.changeSet(toggling.toArray(Operation[]::new)));

        assertThat(result.entry()).isEmpty();
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "\"user-" + index + "\"")
                .collect(Collectors.joining(", "));
    }

    @Test
    void theSameChangesSucceedInEitherOrder() {
        bench.put(segment("beta", "user-1", "user-2"));
        bench.put(segmented("basket", "beta"));

        bench.changeSet(
                new Operation.ArchiveSegment("beta", Precondition.NONE),
                new Operation.PutFlag(flag("basket"), Precondition.version(1)));

        assertThat(bench.head().live()).hasSize(1);
    }

    @Test
    void aDocumentThatIsPutUnchangedStillCountsAsADependant() {
        bench.put(segment("beta", "user-1", "user-2"));
        bench.put(segmented("basket", "beta"));

        RefusedException refused = refusal(() -> bench.changeSet(
                new Operation.PutFlag(segmented("basket", "beta"), Precondition.version(1)),
                new Operation.ArchiveSegment("beta", Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.STILL_REFERENCED);
    }

    private static Operation create(Flag flag) {
        return new Operation.PutFlag(flag, Precondition.NONE);
    }

    private static Operation create(Segment segment) {
        return new Operation.PutSegment(segment, Precondition.NONE);
    }
}
