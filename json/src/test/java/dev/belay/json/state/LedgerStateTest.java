package dev.belay.json.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerStateTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Subject ONE = new Subject("metric", "one");
    private static final Subject TWO = new Subject("metric", "two");
    private static final Document RED = Document.of(Json.read("{\"color\":\"red\"}"));
    private static final Document BLUE = Document.of(Json.read("{\"color\":\"blue\"}"));

    private final LedgerState empty = LedgerState.empty("e1");
    private final LedgerState first =
            empty.apply(at(1), NOON, List.of(SubjectState.live(ONE, 1, RED), SubjectState.live(TWO, 1, BLUE)));
    private final LedgerState second =
            first.apply(at(2), NOON, List.of(SubjectState.live(ONE, 2, BLUE), SubjectState.tombstone(TWO, 2)));

    @Test
    void beginsEmptyAtRevisionZero() {
        assertThat(empty.position()).isEqualTo(at(0));
        assertThat(empty.live()).isEmpty();
        assertThat(empty.checksum().hex()).isEqualTo("0".repeat(64));
        assertThat(empty.snapshot().position()).isEqualTo(at(0));
    }

    @Test
    void keepsTheVersionsOfArchivedSubjects() {
        assertThat(second.live()).containsExactly(SubjectState.live(ONE, 2, BLUE));
        assertThat(second.tombstones()).containsExactly(SubjectState.tombstone(TWO, 2));
        assertThat(second.subject(TWO)).isEqualTo(SubjectState.tombstone(TWO, 2));
        assertThat(second.subject(Subject.flag("never"))).isNull();
    }

    @Test
    void leavesEarlierStatesAlone() {
        assertThat(first.subject(ONE)).isEqualTo(SubjectState.live(ONE, 1, RED));
        assertThat(first.position()).isEqualTo(at(1));
        assertThat(second.snapshot().position()).isEqualTo(at(2));
    }

    @Test
    void sumsTheChecksumUpAsIfMadeAtOnce() {
        LedgerState atOnce = LedgerState.of(at(2), NOON, List.of(SubjectState.live(ONE, 2, BLUE)));

        assertThat(second.checksum()).isEqualTo(atOnce.checksum());
        assertThat(second.checksum()).isNotEqualTo(first.checksum());
    }

    @Test
    void restoresDocumentsUnderNewVersions() {
        List<SubjectState> changes = second.restoring(first, subject -> true);

        assertThat(changes).containsExactly(SubjectState.live(ONE, 3, RED), SubjectState.live(TWO, 3, BLUE));
        assertThat(second.apply(at(3), NOON, changes).restoring(first, subject -> true))
                .isEmpty();
    }

    @Test
    void restoresAbsence() {
        assertThat(second.restoring(empty, subject -> true)).containsExactly(SubjectState.tombstone(ONE, 3));
    }

    @Test
    void restoresOnlyWhatIsAskedFor() {
        assertThat(second.restoring(first, TWO::equals)).containsExactly(SubjectState.live(TWO, 3, BLUE));
    }

    private static Position at(long revision) {
        return new Position("e1", revision);
    }
}
