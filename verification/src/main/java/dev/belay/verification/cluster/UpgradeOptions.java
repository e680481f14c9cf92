package dev.belay.verification.cluster;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What a campaign is asked for.
 *
 * @param applications how many follow
 */
record UpgradeOptions(Duration length, int writers, int readers, int applications) {

    static final UpgradeOptions DEFAULT = new UpgradeOptions(Duration.ofMinutes(2), 3, 6, 8);

    private static final String KNOWN = "--old REVISION, --seconds N, --writers N, --readers N and --sdks N";

    static UpgradeOptions parse(List<String> arguments) {
        UpgradeOptions options = DEFAULT;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private UpgradeOptions with(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value; there are " + KNOWN);
        }
        String value = rest.next();
        return switch (option) {
            case "--seconds" ->
                new UpgradeOptions(
                        Duration.ofSeconds(ClusterOptions.number(option, value)), writers, readers, applications);
            case "--writers" -> new UpgradeOptions(length, count(option, value), readers, applications);
            case "--readers" -> new UpgradeOptions(length, writers, count(option, value), applications);
            case "--sdks" -> new UpgradeOptions(length, writers, readers, count(option, value));
            default -> throw new IllegalArgumentException("There is no option " + option + "; there are " + KNOWN);
        };
    }

    private static int count(String option, String value) {
        return Math.toIntExact(ClusterOptions.number(option, value));
    }
}
