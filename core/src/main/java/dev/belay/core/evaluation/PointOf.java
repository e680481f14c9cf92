package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.Placement;

/** Finds where a context falls, with the salt mixed in and the attribute's name read beforehand. */
interface PointOf {

    /** What explanations say where there is no point. */
    String NO_KEY = "the context has no usable key";

    /** The point, or {@link Bucketing#NO_POINT} when the context has no usable key. */
    long in(Scope scope, EvaluationContext context);

    static PointOf of(Bucketing bucketing) {
        if (bucketing.by().equals(Bucketing.RANDOM)) {
            return (scope, context) -> bucketing.draw(scope.moment().random());
        }
        KeyOf keyOf = KeyOf.attribute(bucketing.by());
        Placement placement = bucketing.placement();
        return (scope, context) -> {
            String key = keyOf.in(scope, context);
            return key == null ? Bucketing.NO_POINT : placement.point(key);
        };
    }
}
