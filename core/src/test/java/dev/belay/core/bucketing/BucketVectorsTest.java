package dev.belay.core.bucketing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The vectors were computed by another implementation, and other languages run them too. */
class BucketVectorsTest {

    @Test
    void agreesWithEveryVector() throws IOException {
        List<String> lines = lines();

        assertThat(lines.get(0)).isEqualTo("salt,key,total,bucket");
        assertThat(lines).hasSizeGreaterThan(400);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertThat(Algorithm.BELAY_1.bucket(fields[0], fields[1], Integer.parseInt(fields[2])))
                    .as(line)
                    .isEqualTo(Integer.parseInt(fields[3]));
        }
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

    private static List<String> lines() throws IOException {
        try (var in = BucketVectorsTest.class.getResourceAsStream("/conformance/bucket-belay-1.csv")) {
            Objects.requireNonNull(in, "conformance/bucket-belay-1.csv");
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        }
    }
}
