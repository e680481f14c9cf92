package dev.belay.ledger.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateDifferenceTest {

    private static final Document ONE = Document.of(Value.of(1));
    private static final Document TWO = Document.of(Value.of(2));

    @Test
    void tellsWhatWasAddedRemovedAndChanged() {
        LedgerState before = state("a", live("added-later", 1, null), live("changed", 1, ONE), live("removed", 1, ONE));
        LedgerState after = state("a", live("added-later", 2, ONE), live("changed", 2, TWO), live("removed", 2, null));

        assertThat(StateDifference.between(before, after))
                .containsExactly(
                        new StateDifference(Subject.flag("added-later"), Optional.empty(), Optional.of(ONE)),
                        new StateDifference(Subject.flag("changed"), Optional.of(ONE), Optional.of(TWO)),
                        new StateDifference(Subject.flag("removed"), Optional.of(ONE), Optional.empty()));
    }

    @Test
    void looksAtDocumentsOnly() {
        LedgerState staging = state("staging", live("same", 7, ONE), live("gone", 3, null));
        LedgerState production = state("production", live("same", 2, ONE));

        assertThat(StateDifference.between(staging, production)).isEmpty();
    }

    @Test
    void ordersByKindAndKey() {
        SubjectState segment = SubjectState.live(Subject.segment("a"), 1, ONE);
        LedgerState after = state("a", live("z", 1, ONE), segment, live("b", 1, ONE));

        assertThat(StateDifference.between(LedgerState.empty("a"), after))
                .extracting(StateDifference::subject)
                .containsExactly(Subject.flag("b"), Subject.flag("z"), Subject.segment("a"));
    }

    private static SubjectState live(String key, long version, Document document) {
        return new SubjectState(Subject.flag(key), version, Optional.ofNullable(document));
    }

    private static LedgerState state(String epoch, SubjectState... subjects) {
        return LedgerState.of(new Position(epoch, 9), Instant.EPOCH, List.of(subjects));
    }
}
