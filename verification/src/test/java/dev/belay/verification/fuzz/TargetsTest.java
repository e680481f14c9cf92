package dev.belay.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form: seeds, what the fuzzer once found, and chance. {@code ./belay verify fuzz} is the long one. */
class TargetsTest {

    private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz");
    private static final int INPUTS = 2_000;

    @ParameterizedTest
    @EnumSource
    void everySeedAndEveryFormerFindingPasses(Target target) throws IOException {
        List<Path> seeds;
        try (Stream<Path> files = Files.list(SEEDS.resolve(target.word()))) {
            seeds = files.sorted().toList();
        }

        assertThat(seeds).isNotEmpty();
        for (Path seed : seeds) {
            check(target, Files.readAllBytes(seed), seed.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheBytesNothingBreaks(Target target) {
        SplittableRandom random = new SplittableRandom(11);
        for (int count = 0; count < INPUTS; count++) {
            byte[] input = new byte[random.nextInt(400)];
            random.nextBytes(input);
            check(target, input, "input " + count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverChangesInASeedNothingBreaks(Target target) throws IOException {
        SplittableRandom random = new SplittableRandom(12);
        try (Stream<Path> files = Files.list(SEEDS.resolve(target.word()))) {
            for (Path seed : files.sorted().toList()) {
                for (int count = 0; count < INPUTS / 10; count++) {
                    check(target, changed(Files.readAllBytes(seed), random), seed + " " + count);
                }
            }
        }
    }

    @Test
    void aFindingIsSeen() {
        assertThat(List.of("1", "2")).allSatisfy(text -> Must.equal(text, text, "equal"));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Must.equal("1", "2", "Both are equal"))
                .withMessageContaining("Both are equal: [1, 2]");
    }

    @Test
    void optionsSayHowLongAndWhat() {
        FuzzOptions options = FuzzOptions.parse("--minutes", "0.5", "--target", "operands");

        assertThat(options.targets()).containsExactly(Target.OPERANDS);
        assertThat(options.share()).isEqualTo(Duration.ofSeconds(30));
        assertThat(FuzzOptions.parse().share()).isEqualTo(Duration.ofSeconds(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FuzzOptions.parse("--target", "nothing"))
                .withMessageContaining("documents, evaluations, conditions, operands, contexts, events");
        assertThatIllegalArgumentException().isThrownBy(() -> FuzzOptions.parse("--minutes", "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> FuzzOptions.parse("--colour", "1"));
    }

    private static byte[] changed(byte[] seed, SplittableRandom random) {
        byte[] changed = seed.clone();
        for (int times = random.nextInt(4); times >= 0; times--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static void check(Target target, byte[] input, String what) {
        try {
            target.check(input);
        } catch (RuntimeException | Error finding) {
            throw new AssertionError(
                    target + " breaks at " + what + ": " + HexFormat.of().formatHex(input), finding);
        }
    }
}
