package dev.belay.core.bucketing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The vectors were computed by another implementation, and other languages run them too. */
class BucketVectorsTest {

    @ParameterizedTest
    @EnumSource
    void agreesWithEveryVector(Algorithm algorithm) throws IOException {
        List<String> lines = lines(algorithm);
        List<String> header = List.of(lines.get(0).split(",", -1));

        assertThat(header).containsSubsequence("salt", "key", "total", "bucket");
        assertThat(lines).hasSizeGreaterThan(300);
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> vector = vector(header, line);
            assertThat(bucket(algorithm, vector)).as(line).isEqualTo(vector.get("bucket"));
            if (vector.containsKey("weights")) {
                assertThat(slice(algorithm, vector)).as(line).isEqualTo(vector.get("slice"));
            }
        }
    }

    // What each product's own arithmetic says of the flag new-checkout: Unleash counts from 1.
    @ParameterizedTest
    @CsvSource({
        "user-1, 32, 756, 217, 2090, 94774",
        "user-2, 90, 844, 984, 109, 29165",
        "alice@example.com, 19, 652, 987, 9810, 25491",
        "ünïcode, 46, 581, 904, 4661, 58452"
    })
    void agreesWithPublishedValues(String key, int unleash, int variants, int first, int second, int launchDarkly) {
        String salt = "new-checkout";

        assertThat(Algorithm.UNLEASH.bucket(salt, key, 100) + 1).isEqualTo(unleash);
        assertThat(Algorithm.UNLEASH_VARIANTS.bucket(salt, key, 1_000) + 1).isEqualTo(variants);
        assertThat(Algorithm.GROWTHBOOK_1.bucket(salt, key, 1_000)).isEqualTo(first);
        assertThat(Algorithm.GROWTHBOOK_2.bucket(salt, key, 10_000)).isEqualTo(second);
        assertThat(Algorithm.LAUNCHDARKLY.bucket(salt + ".salt", key, 100_000)).isEqualTo(launchDarkly);
    }

    @Test
    void spreadsKeysEvenly() {
        int[] counts = new int[10];
        IntStream.range(0, 100_000).forEach(n -> counts[Algorithm.BELAY_1.bucket("salt", "user-" + n, 10)]++);

        // Six standard deviations of a binomial distribution are 569.
        assertThat(counts).satisfies(each -> assertThat(IntStream.of(each)).allMatch(n -> Math.abs(n - 10_000) < 569));
    }

    @Test
    void staysWithinTheTotalForEveryHash() {
        for (int total : new int[] {1, 3, 100_000, Integer.MAX_VALUE}) {
            assertThat(Algorithm.scale(0, total)).isZero();
            assertThat(Algorithm.scale(-1, total)).isEqualTo(total - 1);
        }
    }

    private static String bucket(Algorithm algorithm, Map<String, String> vector) {
        Bucketing bucketing = bucketing(algorithm, vector);
        long point = bucketing.point(vector.getOrDefault("key", ""));
        return point == Bucketing.NO_POINT ? "" : Integer.toString(bucketing.bucket(point));
    }

    private static String slice(Algorithm algorithm, Map<String, String> vector) {
        Bucketing bucketing = bucketing(algorithm, vector);
        long point = bucketing.point(vector.getOrDefault("key", ""));
        int[] weights =
                pieces(vector, "weights").stream().mapToInt(Integer::parseInt).toArray();
        int slice = point == Bucketing.NO_POINT ? Bucketing.REST : bucketing.slice(point, weights);
        return slice == Bucketing.REST ? "" : Integer.toString(slice);
    }

    private static Bucketing bucketing(Algorithm algorithm, Map<String, String> vector) {
        Map<String, String> parameters = new HashMap<>();
        pieces(vector, "parameters").forEach(each -> parameters.put(each.split("=", -1)[0], each.split("=", -1)[1]));
        return new Bucketing(
                algorithm,
                vector.getOrDefault("salt", ""),
                "targetingKey",
                Integer.parseInt(vector.getOrDefault("total", "")),
                parameters,
                MissingKey.FALL_THROUGH);
    }

    private static List<String> pieces(Map<String, String> vector, String field) {
        return Arrays.stream(vector.getOrDefault(field, "").split(";", -1))
                .filter(piece -> !piece.isEmpty())
                .toList();
    }

    private static Map<String, String> vector(List<String> header, String line) {
        String[] fields = line.split(",", -1);
        Map<String, String> vector = new HashMap<>();
        IntStream.range(0, header.size()).forEach(at -> vector.put(header.get(at), fields[at]));
        return vector;
    }

    private static List<String> lines(Algorithm algorithm) throws IOException {
        String name = "/conformance/bucket-" + algorithm.word() + ".csv";
        try (var in = BucketVectorsTest.class.getResourceAsStream(name)) {
            Objects.requireNonNull(in, name);
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        }
    }
}
