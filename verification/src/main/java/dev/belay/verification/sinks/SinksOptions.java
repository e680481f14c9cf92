package dev.belay.verification.sinks;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What the campaign is asked for.
 *
 * @param changes to write for each broker
 * @param brokers to announce them to
 */
record SinksOptions(int changes, Map<String, Brokers.Start> brokers) {

    private static final int USUALLY = 10_000;
    private static final int LEAST = 4;

    static SinksOptions parse(String... arguments) {
        SinksOptions options = new SinksOptions(USUALLY, Brokers.all());
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private SinksOptions with(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value");
        }
        String value = rest.next();
        return switch (option) {
            case "--changes" -> new SinksOptions(number(value), brokers);
            case "--only" -> new SinksOptions(changes, only(value));
            default ->
                throw new IllegalArgumentException(
                        "There is no option " + option + "; there are --changes N and --only BROKER");
        };
    }

    private static int number(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= LEAST) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("--changes takes a number from " + LEAST + " on, not '" + value + "'");
    }

    private static Map<String, Brokers.Start> only(String word) {
        Brokers.Start start = Brokers.all().get(word);
        if (start == null) {
            throw new IllegalArgumentException(
                    "--only takes " + String.join(", ", Brokers.all().keySet()) + ", not '" + word + "'");
        }
        return Map.of(word, start);
    }
}
