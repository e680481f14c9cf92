package dev.belay.verification.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.bucketing.Algorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody gets another variant because a split was imported. */
class ImportsTest {

    private static final int KEYS = 20_000;

    static Stream<Import> imports() {
        return Imports.all().stream();
    }

    @ParameterizedTest
    @MethodSource("imports")
    void noUserMoves(Import each) {
        assertThat(each.moved(KEYS)).isZero();
    }

    @Test
    void everyAlgorithmIsImported() {
        assertThat(Imports.all())
                .extracting(Import::algorithm)
                .containsAll(
                        Arrays.stream(Algorithm.values()).map(Algorithm::word).toList());
    }

    @Test
    void aMoveWouldBeSeen() {
        Import honest = Imports.all().getFirst();
        Import other = new Import(
                "unleash", "one more", honest.product(), Imports.all().get(1).flag(), honest.keys());

        assertThat(other.moved(KEYS)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void everyVectorOfOurOwnHolds(Algorithm algorithm) throws IOException {
        Tally own = OwnVectors.run(Path.of("..", "conformance"), algorithm);

        assertThat(own.failures()).isEmpty();
        assertThat(own.isClean()).isTrue();
    }
}
