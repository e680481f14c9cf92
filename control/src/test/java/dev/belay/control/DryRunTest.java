package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Decision;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void seesOneStateEvenIfSomebodyCommitsMeanwhile() {
        Decision meanwhile = heads -> {
            bench.put(flag("basket"));
            assertThat(heads.head(Bench.FLAG_SET).subject(Subject.flag("basket")))
                    .isNull();
            return List.of();
        };

        DryRun.Outcome outcome = DryRun.of(bench.store, bench.clock, Bench.FLAG_SET, meanwhile);

        assertThat(outcome.before().position().revision()).isZero();
        assertThat(outcome.after()).isSameAs(outcome.before());
        assertThat(bench.revision()).isEqualTo(1);
    }

    @Test
    void leavesNothingBehind() {
        WriteResult preview =
                bench.apply(request().asDryRun(), new Operation.PutFlag(flag("tried"), Precondition.NONE));

        bench.put(flag("basket"));
        bench.put(flag("tried"));

        assertThat(preview.after().live()).extracting(SubjectState::subject).containsExactly(Subject.flag("tried"));
        // Whatever had left a trace would come first.
        assertThat(bench.head().live())
                .extracting(SubjectState::subject)
                .containsExactly(Subject.flag("basket"), Subject.flag("tried"));
    }
}
