package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Shared;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.Seams;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A split whose slices know their outcomes; rests have none. */
final class CompiledSplit implements Serving {

    private final Bucketing bucketing;
    private final PointOf pointOf;
    private final Seams seams;
    private final @Nullable Outcome[] outcomes;
    private final @Nullable Outcome withoutKey;

    /**
     * Compiles a split.
     *
     * @param served what serving a variant means here
     */
    CompiledSplit(Serve.Split split, Bucketing bucketing, Function<String, Outcome> served, Shared shared) {
        List<Slice> slices = split.slices();
        // The salt, which differs from split to split, is mixed in already.
        this.bucketing = shared.same(bucketing.withSalt(""));
        this.pointOf = PointOf.of(bucketing, this.bucketing);
        this.seams =
                this.bucketing.seams(slices.stream().mapToInt(Slice::weight).toArray());
        this.outcomes = new Outcome[slices.size()];
        for (int at = 0; at < outcomes.length; at++) {
            Slice slice = slices.get(at);
            outcomes[at] = slice.isRest() ? null : served.apply(slice.variant());
        }
        this.withoutKey = withoutKey();
    }

    private @Nullable Outcome withoutKey() {
        return switch (bucketing.onMissingKey()) {
            case FALL_THROUGH -> null;
            case FIRST_SLICE -> outcomes.length == 0 ? null : outcomes[0];
            case ERROR ->
                Outcome.failed(
                        ErrorCode.TARGETING_KEY_MISSING,
                        "The split needs the attribute '" + bucketing.by() + "', a text or an integer");
        };
    }

    @Override
    public @Nullable Outcome serve(Scope scope, EvaluationContext context) {
        long point = pointOf.in(scope, context);
        if (scope.isTraced()) {
            note(scope, point);
        }
        if (point == Bucketing.NO_POINT) {
            return withoutKey;
        }
        int slice = seams.slice(point);
        return slice == Bucketing.REST ? null : outcomes[slice];
    }

    private void note(Scope scope, long point) {
        boolean isPlaced = point != Bucketing.NO_POINT;
        scope.note(
                "split by " + bucketing.by(),
                isPlaced,
                isPlaced ? "bucket " + bucketing.bucket(point) + " of " + bucketing.total() : PointOf.NO_KEY);
    }
}
