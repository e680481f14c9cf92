package dev.belay.benchmarks.engine.workload;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Flags of one kind.
 *
 * @param content what each of them holds
 * @param count   how many there are
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Flags(Content content, int count) {

    /** The key of a flag, counted from 0. */
    public static String key(int flag) {
        return "checkout.flag-" + flag;
    }

    /** The keys of all. */
    public String[] keys() {
        return each(Flags::key).toArray(String[]::new);
    }

    /** Something for each flag, separated by commas. */
    public String joined(IntFunction<String> flag) {
        return each(flag).collect(Collectors.joining(","));
    }

    private java.util.stream.Stream<String> each(IntFunction<String> flag) {
        return IntStream.range(0, count).mapToObj(flag);
    }
}
