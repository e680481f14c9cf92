package dev.belay.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.verification.cluster.Operation.InDoubt;
import dev.belay.verification.cluster.Operation.Outrun;
import dev.belay.verification.cluster.Operation.Read;
import dev.belay.verification.cluster.Operation.Span;
import dev.belay.verification.cluster.Operation.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check finds what was planted, and nothing in histories that are as they should be. */
class HistoryCheckTest {

    private static final String A = "a";
    private static final String B = "b";

    /** Flag a is written at 1 and 3, flag b at 2. */
    private final History history =
            new History(List.of(entry(1, A, 1, "w1"), entry(2, B, 1, "w2"), entry(3, A, 2, "w3")));

    @Test
    void explainsOperationsThatOverlapInEveryOrderThatFits() {
        assertThat(violations(
                        written(0, 10, A, "w1", 0, 1, 1),
                        written(2, 30, B, "w2", 0, 2, 1),
                        written(5, 40, A, "w3", 1, 3, 2),
                        read(1, 31, A, 1, 1, "w1"),
                        read(6, 35, A, 3, 2, "w3"),
                        read(36, 50, A, 3, 2, "w3"),
                        new Outrun(new Span(20, 45), A, "w4", 1)))
                .isEmpty();
    }

    @Test
    void findsAnEpochThatBeganWithoutAReason() {
        History renewed = new History(List.of(
                new Entry(new Position("e", 1), A, 1, "w1"),
                Entry.renewal(new Position("f", 2)),
                new Entry(new Position("f", 3), A, 2, "w2")));

        assertThat(renewed.violations()).singleElement().asString().contains("a new epoch began at f:2, after e:1");
        assertThat(renewed.newest(A, 2)).map(Entry::id).contains("w1");
    }

    @Test
    void findsAnAcknowledgedWriteThatIsLost() {
        HistoryCheck.Result result = HistoryCheck.of(history, List.of(written(50, 60, A, "w9", 0, 4, 3)));

        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.violations()).singleElement().asString().startsWith("acknowledged and lost");
    }

    @Test
    void findsAWriteThatIsKeptElsewhereThanItWasAcknowledged() {
        assertThat(HistoryCheck.of(history, List.of(written(0, 10, A, "w3", 0, 1, 1)))
                        .lost())
                .isEqualTo(1);
    }

    @Test
    void findsWritesInTheOtherOrder() {
        HistoryCheck.Result result =
                HistoryCheck.of(history, List.of(written(0, 10, B, "w2", 0, 2, 1), written(11, 20, A, "w1", 0, 1, 1)));

        assertThat(result.order()).isEqualTo(1);
    }

    @Test
    void findsAReadThatIsOlderThanAnAcknowledgedWrite() {
        assertThat(violations(written(0, 10, A, "w3", 0, 3, 2), read(11, 20, A, 1, 1, "w1")))
                .singleElement()
                .asString()
                .contains("came after this had been answered, at revision 3");
    }

    @Test
    void findsAReadThatIsOlderThanAnotherRead() {
        assertThat(violations(read(0, 10, A, 3, 2, "w3"), read(11, 20, A, 2, 1, "w1")))
                .hasSize(1);
    }

    @Test
    void findsAWriteThatWasReadBeforeItWasAskedFor() {
        assertThat(violations(read(0, 10, A, 3, 2, "w3"), written(11, 20, A, "w3", 0, 3, 2)))
                .hasSize(1);
    }

    @Test
    void findsAReadOfWhatNeverWas() {
        assertThat(violations(read(0, 10, A, 3, 2, "w1"))).hasSize(1);
        assertThat(violations(read(0, 10, A, 2, 2, "w3"))).hasSize(1);
        assertThat(violations(read(0, 10, A, 9, 2, "w3"))).hasSize(1);
        assertThat(violations(new Read(new Span(0, 10), A, new Position("other", 3), 2, "w3")))
                .hasSize(1);
    }

    @Test
    void findsAConditionalWriteOnAnotherVersion() {
        assertThat(violations(written(0, 10, A, "w3", 5, 3, 2)))
                .singleElement()
                .asString()
                .contains("version 5 only");
        assertThat(violations(new InDoubt(0, A, "w3", 5, 503))).hasSize(1);
    }

    @Test
    void findsARefusalWithoutCause() {
        assertThat(violations(new Outrun(new Span(0, 10), A, "w4", 2)))
                .singleElement()
                .asString()
                .startsWith("refused though nobody had replaced it");
        assertThat(violations(new Outrun(new Span(0, 10), A, "w4", 1), written(11, 20, A, "w3", 0, 3, 2)))
                .hasSize(1);
        assertThat(violations(new Outrun(new Span(0, 10), A, "w3", 1)))
                .contains("refused and made: " + entry(3, A, 2, "w3"));
    }

    @Test
    void letsWhatIsInDoubtTakeEffectAtAnyTimeOrNever() {
        assertThat(violations(
                        new InDoubt(0, A, "w3", 0, InDoubt.NO_ANSWER),
                        new InDoubt(0, A, "never", 0, InDoubt.NO_ANSWER),
                        written(1, 10, A, "w1", 0, 1, 1),
                        read(20, 30, A, 2, 1, "w1"),
                        read(40, 50, A, 3, 2, "w3")))
                .isEmpty();
    }

    @Test
    void findsWhatIsInDoubtAndTookEffectBeforeItWasAskedFor() {
        assertThat(violations(read(0, 10, A, 3, 2, "w3"), new InDoubt(11, A, "w3", 0, InDoubt.NO_ANSWER)))
                .hasSize(1);
    }

    @Test
    void findsRevisionsThatAreGivenTwiceOrMissing() {
        assertThat(new History(List.of(entry(1, A, 1, "w1"), entry(1, B, 1, "w2"))).violations())
                .contains("the revision 1 was given twice");
        assertThat(new History(List.of(entry(1, A, 1, "w1"), entry(3, B, 1, "w2"))).violations())
                .containsExactly("e:3 follows e:1");
        assertThat(new History(List.of(entry(1, A, 1, "w1"), entry(2, A, 2, "w1"))).violations())
                .containsExactly("'w1' took effect twice, at last at e:2");
        assertThat(new History(List.of(entry(1, A, 1, "w1"), entry(2, A, 3, "w2"))).violations())
                .containsExactly("the flag a has version 3 after 1 at e:2");
    }

    private List<String> violations(Operation... operations) {
        return HistoryCheck.of(history, List.of(operations)).violations();
    }

    private static Entry entry(long revision, String flag, long version, String id) {
        return new Entry(new Position("e", revision), flag, version, id);
    }

    private static Written written(
            long invoked, long returned, String flag, String id, long basedOn, long revision, long version) {
        return new Written(new Span(invoked, returned), flag, id, basedOn, new Position("e", revision), version);
    }

    private static Read read(long invoked, long returned, String flag, long revision, long version, String value) {
        return new Read(new Span(invoked, returned), flag, new Position("e", revision), version, value);
    }
}
