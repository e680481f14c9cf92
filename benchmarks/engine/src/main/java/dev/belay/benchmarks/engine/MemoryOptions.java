package dev.belay.benchmarks.engine;

import java.util.Iterator;
import java.util.List;

/**
 * What {@code bench memory} is asked for.
 *
 * @param flags how many flags there are
 * @param alone whether only Belay is measured
 */
record MemoryOptions(int flags, boolean alone) {

    private static final int LEAST = 100;
    private static final int MOST = 100_000;

    static MemoryOptions parse(List<String> arguments) {
        MemoryOptions options = new MemoryOptions(10_000, false);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--alone")) {
                options = new MemoryOptions(options.flags, true);
            } else if (!option.equals("--flags")) {
                throw new IllegalArgumentException(
                        "There is no option " + option + "; there are --flags N and --alone");
            } else if (!rest.hasNext()) {
                throw new IllegalArgumentException("The option --flags needs a value");
            } else {
                options = new MemoryOptions(number(rest.next()), options.alone);
            }
        }
        return options;
    }

    private static int number(String value) {
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= LEAST && number <= MOST) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                "--flags takes a number from " + LEAST + " to " + MOST + ", not '" + value + "'");
    }
}
