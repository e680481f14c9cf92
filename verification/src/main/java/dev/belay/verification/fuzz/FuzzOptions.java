package dev.belay.verification.fuzz;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What a run is asked for.
 *
 * @param time    how long all targets together are fuzzed
 * @param targets which, one after the other
 */
record FuzzOptions(Duration time, List<Target> targets) {

    private static final FuzzOptions DEFAULT = new FuzzOptions(Duration.ofMinutes(10), List.of(Target.values()));

    static FuzzOptions parse(String... arguments) {
        FuzzOptions options = DEFAULT;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    /** How long each target is fuzzed. */
    Duration share() {
        return time.dividedBy(targets.size());
    }

    private FuzzOptions with(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value");
        }
        String value = rest.next();
        return switch (option) {
            case "--minutes" -> new FuzzOptions(minutes(value), targets);
            case "--target" -> new FuzzOptions(time, List.of(target(value)));
            default ->
                throw new IllegalArgumentException(
                        "There is no option " + option + "; there are --minutes N and --target NAME");
        };
    }

    private static Duration minutes(String value) {
        try {
            double minutes = Double.parseDouble(value);
            if (minutes >= 0.1 && minutes <= 10_000) {
                return Duration.ofMillis((long) (minutes * 60_000));
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("--minutes takes a number from 0.1 to 10000, not '" + value + "'");
    }

    private static Target target(String value) {
        return Target.find(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no target '" + value + "'; there are " + Target.words()));
    }
}
