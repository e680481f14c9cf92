package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
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
        if (bucketing.by().equals(Bucketing.RANDOM)) {
            return OptionalInt.of(Algorithm.scale(moment.random(), bucketing.total()));
        }
        return key(bucketing.by())
                .map(key -> OptionalInt.of(bucketing.algorithm().bucket(bucketing.salt(), key, bucketing.total())))
                .orElse(OptionalInt.empty());
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
