package dev.belay.benchmarks.load;

import java.util.Iterator;
import java.util.List;

/**
 * How large a load is.
 *
 * @param streams simulated SDKs
 * @param sdks    real ones among them
 * @param changes how many are made while all follow
 * @param rate    changes per second
 * @param flags   how many the flag set has
 * @param heapMib each server's heap at most
 * @param tree    whether they follow two replicas of the server and not the server itself
 */
record LoadOptions(int streams, int sdks, int changes, double rate, int flags, int heapMib, boolean tree) {

    static final LoadOptions DEFAULT = new LoadOptions(10_000, 50, 1_000, 2, 200, 512, false);

    private static final String KNOWN = "--streams, --sdks, --changes, --rate, --flags, --heap and --tree";

    /** Changes before those that count, so that compiled code is measured. */
    int warmUp() {
        return Math.max(5, changes / 5);
    }

    /**
     * These, but for what is said.
     *
     * @throws IllegalArgumentException if that is not understood
     */
    LoadOptions with(List<String> arguments) {
        LoadOptions options = this;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private LoadOptions with(String option, Iterator<String> rest) {
        if (option.equals("--tree")) {
            return new LoadOptions(streams, sdks, changes, rate, flags, heapMib, true);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value; there are " + KNOWN);
        }
        String value = rest.next();
        return switch (option) {
            case "--streams" -> new LoadOptions(whole(option, value, 1), sdks, changes, rate, flags, heapMib, tree);
            case "--sdks" -> new LoadOptions(streams, whole(option, value, 0), changes, rate, flags, heapMib, tree);
            case "--changes" -> new LoadOptions(streams, sdks, whole(option, value, 1), rate, flags, heapMib, tree);
            case "--rate" -> new LoadOptions(streams, sdks, changes, rate(value), flags, heapMib, tree);
            case "--flags" -> new LoadOptions(streams, sdks, changes, rate, whole(option, value, 1), heapMib, tree);
            case "--heap" -> new LoadOptions(streams, sdks, changes, rate, flags, whole(option, value, 64), tree);
            default -> throw new IllegalArgumentException("There is no option " + option + "; there are " + KNOWN);
        };
    }

    private static int whole(String option, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "The option " + option + " takes a whole number from " + least + " on, not '" + value + "'");
    }

    private static double rate(String value) {
        try {
            double number = Double.parseDouble(value);
            if (number > 0 && number <= 1_000) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "The option --rate takes changes per second, above 0 and up to 1000, not '" + value + "'");
    }
}
