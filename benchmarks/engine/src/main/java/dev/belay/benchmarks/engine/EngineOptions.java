package dev.belay.benchmarks.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What {@code bench engine} is asked for.
 *
 * @param effort  how long to measure
 * @param only    what to measure: found anywhere in {@code LAUNCHDARKLY/SPLIT}, {@code LIMITS/MURMUR3} and so on
 * @param threads one table for each of these numbers of threads
 * @param out     where JMH's own results go
 */
record EngineOptions(Effort effort, Pattern only, List<Integer> threads, Optional<Path> out) {

    private static final int MOST_THREADS = 256;
    private static final EngineOptions DEFAULT =
            new EngineOptions(Effort.FULL, Pattern.compile(""), List.of(1, 2), Optional.empty());

    static EngineOptions parse(List<String> arguments) {
        EngineOptions options = DEFAULT;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private EngineOptions with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--quick" ->
                new EngineOptions(Effort.QUICK, only, threads.equals(DEFAULT.threads) ? List.of(1) : threads, out);
            case "--only" -> new EngineOptions(effort, regex(value(option, rest)), threads, out);
            case "--threads" -> new EngineOptions(effort, only, numbers(value(option, rest)), out);
            case "--out" -> new EngineOptions(effort, only, threads, Optional.of(Path.of(value(option, rest))));
            default ->
                throw new IllegalArgumentException("There is no option " + option
                        + "; there are --quick, --only REGEX, --threads N[,N…] and --out FILE");
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value");
        }
        return rest.next();
    }

    private static Pattern regex(String value) {
        try {
            return Pattern.compile(value, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("--only takes a regular expression: " + wrong.getMessage(), wrong);
        }
    }

    private static List<Integer> numbers(String value) {
        if (value.matches("[0-9]{1,3}(,[0-9]{1,3})*")) {
            List<Integer> numbers =
                    Arrays.stream(value.split(",", -1)).map(Integer::valueOf).toList();
            if (numbers.stream().allMatch(number -> number >= 1 && number <= MOST_THREADS)) {
                return numbers;
            }
        }
        throw new IllegalArgumentException(
                "--threads takes numbers from 1 to " + MOST_THREADS + " with commas between them, not '" + value + "'");
    }
}
