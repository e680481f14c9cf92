package dev.belay.benchmarks.engine.workload;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whom a flag is asked about. Seven of eight people meet all conditions of {@link Content#CONDITIONS}; each of the others
 * fails exactly one of them, so that an SDK which leaves one out is found out.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Person(String id, String country, String version, String email, String plan) {

    /** How many there are; a power of two. */
    public static final int COUNT = 1_024;

    /** Everybody. */
    public static final List<Person> ALL =
            IntStream.range(0, COUNT).mapToObj(Person::number).toList();

    private static final int CONDITIONS = 4;

    private static Person number(int i) {
        int failing = i % 8 == 7 ? i / 8 % CONDITIONS : CONDITIONS;
        return new Person(
                "user-" + i,
                failing == 0 ? "US" : Content.COUNTRIES.get(i * 7 % Content.COUNTRIES.size()),
                (failing == 1 ? "1." : "2.") + (1 + i % 9) + "." + i % 13,
                "person." + i + (failing == 2 ? Content.OTHER_SUFFIX : Content.SUFFIX),
                failing == 3 ? "free" : Content.PAYING.get(i % Content.PAYING.size()));
    }

    /** Whether the segment of {@link Content} holds. */
    public boolean isPaying() {
        return Content.PAYING.contains(plan);
    }

    /** Whether the version comes after {@link Content#VERSION}. */
    public boolean hasNewVersion() {
        return version.startsWith("2.");
    }

    /** Whether every condition of {@link Content#CONDITIONS} but the share holds. */
    public boolean meetsConditions() {
        return Content.COUNTRIES.contains(country) && hasNewVersion() && email.endsWith(Content.SUFFIX) && isPaying();
    }
}
