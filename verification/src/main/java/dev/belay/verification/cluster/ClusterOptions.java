package dev.belay.verification.cluster;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What a campaign is asked for.
 *
 * @param seed of everything that is left to chance here, though not of the moments at which a fault finds a process
 */
record ClusterOptions(Duration length, int nodes, int writers, int readers, long seed) {

    static final ClusterOptions DEFAULT = new ClusterOptions(Duration.ofMinutes(10), 3, 6, 6, 1);

    private static final String KNOWN = "--seconds N, --nodes N, --writers N, --readers N and --seed N";

    static ClusterOptions parse(String... arguments) {
        ClusterOptions options = DEFAULT;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private ClusterOptions with(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value; there are " + KNOWN);
        }
        String value = rest.next();
        return switch (option) {
            case "--seconds" ->
                new ClusterOptions(Duration.ofSeconds(number(option, value)), nodes, writers, readers, seed);
            case "--nodes" ->
                new ClusterOptions(length, Math.toIntExact(number(option, value)), writers, readers, seed);
            case "--writers" ->
                new ClusterOptions(length, nodes, Math.toIntExact(number(option, value)), readers, seed);
            case "--readers" ->
                new ClusterOptions(length, nodes, writers, Math.toIntExact(number(option, value)), seed);
            case "--seed" -> new ClusterOptions(length, nodes, writers, readers, number(option, value));
            default -> throw new IllegalArgumentException("There is no option " + option + "; there are " + KNOWN);
        };
    }

    static long number(String option, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= 1_000_000) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "The option " + option + " takes a number from 1 to 1000000, not '" + value + "'");
    }
}
