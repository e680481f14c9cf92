package dev.belay.verification.published;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The tables of flagd's scenarios for its operator {@code fractional}, by the version of its arithmetic. */
final class FractionalSuite {

    private static final Pattern VERSION = Pattern.compile("@fractional-v(\\d)");
    private static final Pattern FLAG = Pattern.compile("-flag with key \"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("\\|([^|]+)\\|([^|]+)\\|");
    private static final List<String> SUITS = List.of("clubs", "diamonds", "hearts", "spades");

    // As the suite's own flags describe them.
    private static final Map<String, Split> SPLITS = Map.of(
            "fractional-flag", new Split("fractional-flag", SUITS, 25),
            "fractional-flag-shorthand", new Split("fractional-flag-shorthand", List.of("heads", "tails"), 1),
            "fractional-flag-A-shared-seed", new Split("shared-seed", SUITS, 25),
            "fractional-flag-B-shared-seed",
                    new Split(
                            "shared-seed",
                            SUITS.stream().map(suit -> "ace-of-" + suit).toList(),
                            25),
            "fractional-hash-edge-flag", new Split("", List.of("lower", "upper"), 50));

    record Split(String salt, List<String> values, int weight) {

        String serve(Algorithm algorithm, String key) {
            int total = values.size() * weight;
            Bucketing bucketing = new Bucketing(algorithm, salt, "targetingKey", total, MissingKey.FALL_THROUGH);
            int[] weights =
                    IntStream.generate(() -> weight).limit(values.size()).toArray();
            int slice = bucketing.slice(bucketing.point(key), weights);
            return slice == Bucketing.REST ? "nothing" : values.get(slice);
        }
    }

    private FractionalSuite() {}

    static List<Suite> all() {
        return List.of(
                new Suite("flagd fractional v1", 12, (files, tally) -> run(files, "1", Algorithm.FLAGD_LEGACY, tally)),
                new Suite("flagd fractional v2", 15, (files, tally) -> run(files, "2", Algorithm.BELAY_1, tally)));
    }

    private static void run(SuiteFiles files, String version, Algorithm algorithm, Tally tally) {
        for (String file : List.of("evaluator/gherkin/fractional.feature", "gherkin/targeting.feature")) {
            run(files.lines("flagd-testbed/" + file), version, algorithm, tally);
        }
    }

    private static void run(List<String> lines, String version, Algorithm algorithm, Tally tally) {
        String flag = "";
        String current = "";
        boolean header = false;
        for (String line : lines) {
            Matcher row = ROW.matcher(line.strip());
            if (line.strip().startsWith("@")) {
                current = first(VERSION, line);
            } else if (line.contains("Scenario") || line.contains("Examples")) {
                header = true;
            } else if (line.contains("-flag with key")) {
                flag = first(FLAG, line);
            } else if (row.matches() && header) {
                header = false;
            } else if (row.matches() && current.equals(version)) {
                row(flag, row.group(1).strip(), row.group(2).strip(), algorithm, tally);
            }
        }
    }

    private static void row(String flag, String key, String value, Algorithm algorithm, Tally tally) {
        Split split = SPLITS.get(flag);
        if (split == null) {
            tally.notAsked("of flags whose JSON Logic decides too");
        } else {
            tally.compare(flag + " " + key, split.serve(algorithm, key), value);
        }
    }

    private static String first(Pattern pattern, String line) {
        List<String> found = new ArrayList<>();
        pattern.matcher(line).results().forEach(match -> found.add(match.group(1)));
        return found.isEmpty() ? "" : found.get(0);
    }
}
