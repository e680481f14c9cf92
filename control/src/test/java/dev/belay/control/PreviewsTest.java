package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.preview.FlagPreview;
import dev.belay.core.preview.Proportion;
import dev.belay.json.state.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewsTest {

    private static final Previews.Wanted TWO_CONTEXTS =
            new Previews.Wanted(List.of(EvaluationContext.of("user-1"), EvaluationContext.of("user-2")), 100, 1);

    private final Bench bench = new Bench();
    private final Previews previews = new Previews(bench.flagSets, bench.clock);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void looksAtEveryFlagThatDependsOnWhatChanges() {
        bench.put(segment("beta", "user-1", "user-9"));
        bench.put(segmented("basket", "beta"));
        bench.put(Bench.dependent("wide", "basket", "on"));
        bench.put(flag("other"));

        Previews.Result result = preview(new Operation.PutSegment(segment("beta", "user-2", "user-9"), base("beta")));

        assertThat(result.flags()).extracting(FlagPreview::flag).containsExactly("basket", "wide");
        assertThat(bench.revision()).isEqualTo(4);
    }

    @Test
    void countsTheGivenContextsThatSeeAnother() {
        bench.put(flag("basket"));

        Previews.Result result = preview(new Operation.Disable("basket", Precondition.NONE));

        FlagPreview preview = result.flags().getFirst();
        assertThat(preview.given().orElseThrow().differing()).isEqualTo(new Proportion(2, 2));
        assertThat(preview.invented().orElseThrow().differing()).isEqualTo(new Proportion(100, 100));
    }

    @Test
    void refusesWhatTheChangeSetWouldBeRefusedFor() {
        RefusedException refused = refusal(() -> preview(new Operation.Enable("absent", Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.FLAG_NOT_FOUND);
        assertThat(refused.errors().getFirst().path()).isEqualTo("/changes/0/key");
    }

    @Test
    void isForWhoeverMayRead() {
        bench.put(flag("basket"));
        Principal reader = new Principal(Principal.TOKEN, "t-2", "bea", Set.of(Permission.READ), Scope.EVERYWHERE);
        Principal nobody = new Principal(Principal.TOKEN, "t-3", "cid", Set.of(), Scope.EVERYWHERE);
        List<Operation> operations = List.of(new Operation.Disable("basket", Precondition.NONE));

        assertThat(previews.preview(reader, "default", "production", operations, TWO_CONTEXTS)
                        .flags())
                .hasSize(1);
        assertThat(refusal(() -> previews.preview(nobody, "default", "production", operations, TWO_CONTEXTS))
                        .name())
                .isEqualTo(ProblemName.FORBIDDEN);
    }

    @Test
    void saysHowManyFlagsItLeavesOut() {
        List<Operation> operations = IntStream.range(0, Previews.MOST_FLAGS + 1)
                .<Operation>mapToObj(index -> new Operation.PutFlag(flag("f" + index), Precondition.NONE))
                .toList();

        Previews.Result result = preview(operations.toArray(Operation[]::new));

        assertThat(result.flags()).hasSize(Previews.MOST_FLAGS);
        assertThat(result.warnings()).singleElement().asString().startsWith("The change affects 201 flags, and 200");
    }

    private Previews.Result preview(Operation... operations) {
        return previews.preview(Bench.ADMIN, "default", "production", List.of(operations), TWO_CONTEXTS);
    }

    private Precondition base(String segment) {
        return Precondition.version(Objects.requireNonNull(bench.head().subject(Subject.segment(segment)))
                .version());
    }
}
