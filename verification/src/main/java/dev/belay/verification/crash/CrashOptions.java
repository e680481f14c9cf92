package dev.belay.verification.crash;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a campaign is asked for.
 *
 * @param seed    of everything that is left to chance here, though not of the moments at which a kill finds a process
 * @param through what is killed
 */
record CrashOptions(int kills, long seed, Through through) {

    private static final CrashOptions DEFAULT = new CrashOptions(200, 1, Through.STORE);

    /** What is killed. */
    enum Through {
        STORE,
        SERVER
    }

    static CrashOptions parse(String... arguments) {
        CrashOptions options = DEFAULT;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    Victim victim(RandomGenerator random) {
        return switch (through) {
            case STORE -> new StoreVictim(random);
            case SERVER -> new ServerVictim(Path.of("belay").toAbsolutePath());
        };
    }

    private CrashOptions with(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value");
        }
        String value = rest.next();
        return switch (option) {
            case "--kills" -> new CrashOptions(Math.toIntExact(number(option, value)), seed, through);
            case "--seed" -> new CrashOptions(kills, number(option, value), through);
            case "--through" -> new CrashOptions(kills, seed, through(value));
            default ->
                throw new IllegalArgumentException(
                        "There is no option " + option + "; there are --kills N, --seed N and --through store|server");
        };
    }

    private static long number(String option, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("The option " + option + " takes a number from 1 on, not '" + value + "'");
    }

    private static Through through(String value) {
        return switch (value) {
            case "store" -> Through.STORE;
            case "server" -> Through.SERVER;
            default -> throw new IllegalArgumentException("--through takes store or server, not '" + value + "'");
        };
    }
}
