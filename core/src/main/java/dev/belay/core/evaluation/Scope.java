package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.snapshot.Snapshot;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** What one evaluation works with. */
record Scope(Snapshot snapshot, EvaluationContext context, Moment moment, Trace trace) {

    /** How deep flags and segments may refer to one another; saved documents have no cycles, others may. */
    static final int MAX_DEPTH = 64;

    private static final double MAX_INTEGER = 9_007_199_254_740_992.0;

    /** The bucket of the context, or nothing when it has no usable key. */
    OptionalInt bucket(Bucketing bucketing) {
        long point = point(bucketing);
        return point == Bucketing.NO_POINT ? OptionalInt.empty() : OptionalInt.of(bucketing.bucket(point));
    }

    /** Where the context falls, or {@link Bucketing#NO_POINT} when it has no usable key. */
    long point(Bucketing bucketing) {
        if (bucketing.by().equals(Bucketing.RANDOM)) {
            return bucketing.draw(moment.random());
        }
        return key(bucketing.by()).map(bucketing::point).orElse(Bucketing.NO_POINT);
    }

    /** The attribute as a key: a text, or an integer in decimal; anything else counts as missing. */
    Optional<String> key(String attribute) {
        Value value = AttributeName.parse(attribute).in(context);
        if (value instanceof Value.TextValue text) {
            return Optional.of(text.value());
        }
        if (value instanceof Value.NumberValue number && isInteger(number.value())) {
            return Optional.of(new BigDecimal(number.value()).toPlainString());
        }
        return Optional.empty();
    }

    private static boolean isInteger(double number) {
        return number == Math.rint(number) && Math.abs(number) <= MAX_INTEGER;
    }
}
