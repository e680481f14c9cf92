package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a context falls, with the salt mixed in and the attribute's name read beforehand.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class PointOf {

    /** What explanations say where there is no point. */
    static final String NO_KEY = "the context has no usable key";

    private final Bucketing bucketing;
    private final Placement placement;
    private final @Nullable KeyOf keyOf;

    private PointOf(Bucketing bucketing, Placement placement) {
        this.bucketing = bucketing;
        this.placement = placement;
        this.keyOf = bucketing.by().equals(Bucketing.RANDOM) ? null : KeyOf.attribute(bucketing.by());
    }

    static PointOf of(Bucketing bucketing) {
        return of(bucketing, bucketing);
    }

    /** @param kept the same with whatever salt, which is mixed in already; so that splits need not keep one each */
    static PointOf of(Bucketing bucketing, Bucketing kept) {
        return new PointOf(kept, bucketing.placement());
    }

    /** The point, or {@link Bucketing#NO_POINT} when the context has no usable key. */
    long in(Scope scope, EvaluationContext context) {
        if (keyOf == null) {
            return bucketing.draw(scope.moment().random());
        }
        String key = keyOf.in(scope, context);
        return key == null ? Bucketing.NO_POINT : placement.point(key);
    }
}
