package dev.belay.client;

import dev.belay.client.Evaluations.Reader;
import dev.belay.core.Value;
import java.util.function.Function;

/** How values become what callers ask for. */
final class Readers {

    static final Reader<Boolean> BOOLEAN = value -> value instanceof Value.BooleanValue truth ? truth.value() : null;

    static final Reader<String> STRING = value -> value instanceof Value.TextValue text ? text.value() : null;

    static final Reader<Double> DOUBLE =
            value -> value instanceof Value.NumberValue number ? (Double) number.value() : null;

    static final Reader<Long> LONG = value ->
            value instanceof Value.NumberValue number && isWhole(number.value()) ? (Long) (long) number.value() : null;

    static final Reader<Integer> INTEGER =
            value -> value instanceof Value.NumberValue number && (int) number.value() == number.value()
                    ? (Integer) (int) number.value()
                    : null;

    private static final double MAX_WHOLE = 9_007_199_254_740_992.0;

    private Readers() {}

    /** Reads structures by a function of the application's, which may throw. */
    static <T> Reader<T> structure(Function<Value.StructureValue, T> mapper) {
        return value -> value instanceof Value.StructureValue structure ? mapper.apply(structure) : null;
    }

    static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= MAX_WHOLE;
    }
}
