package dev.belay.benchmarks.engine.workload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Flags of one kind.
 *
 * @param content what each of them holds
 * @param count   how many there are
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Flags(Content content, int count) {

    private static final Map<Integer, String[]> KEYS = new ConcurrentHashMap<>();

    /** The key of a flag, counted from 0. */
    public static String key(int flag) {
        return "checkout.flag-" + flag;
    }

    /** The keys of all. There is one array for each count, so that keys do not count as memory of the SDK that is asked. */
    public String[] keys() {
        return KEYS.computeIfAbsent(count, known -> each(Flags::key).toArray(String[]::new));
    }

    /** Something for each flag, separated by commas. */
    public String joined(IntFunction<String> flag) {
        return each(flag).collect(Collectors.joining(","));
    }

    private Stream<String> each(IntFunction<String> flag) {
        return IntStream.range(0, count).mapToObj(flag);
    }
}
