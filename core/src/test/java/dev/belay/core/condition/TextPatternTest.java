package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

    private static final int SHORT = 4_000;
    private static final int TIMES = 8;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a*)*b",
                "(a|a)*b",
                "(a|aa)+$",
                "([a-z]+)*[0-9]",
                "(.*)(.*)(.*)(.*)(.*)b",
                "(a?){50}a{50}b"
            })
    void takesTimeInProportionToTheText(String pattern) {
        Predicate<String> compiled = TextPattern.parse(pattern, false);
        String text = "a".repeat(SHORT) + "!";
        String longer = "a".repeat(SHORT * TIMES) + "!";

        double ratio = fastest(compiled, longer) / fastest(compiled, text);

        // Twice the proportion leaves room for a busy machine; quadratic time would be eight times the proportion.
        assertThat(ratio).isLessThan(TIMES * 2.0 * 2.0);
    }

    @Test
    void looksAnywhereInTheText() {
        assertThat(TextPattern.parse("b", false).test("abc")).isTrue();
        assertThat(TextPattern.parse("^b", false).test("abc")).isFalse();
        assertThat(TextPattern.parse("日.", false).test("x日本")).isTrue();
        assertThat(TextPattern.parse("(?i)B$", false).test("ab")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'a(b', 'at character 1 there is a missing closing )'",
        "'a)b', 'there is a ) without its ('",
        "'ab[z-a]', 'at character 4 there is an invalid character class range'",
        "'a**', 'at character 2 there is an invalid nested repetition operator'",
        "'x(?=y)', 'at character 2 there is an invalid or unsupported Perl syntax'",
        "'(a)\\1', 'at character 4 there is an invalid escape sequence'",
        "'a{1001}', 'at character 2 there is an invalid repeat count'",
        "'ab\\', 'at character 3 there is a trailing backslash'",
        "'*a', 'at character 1 there is a missing argument to repetition operator'"
    })
    void mistakesAreRefusedWithTheirPosition(String pattern, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextPattern.parse(pattern, false))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(((((x{1,50}){1,50}){1,50}){1,50}){1,50}){1,50}",
                "(abc){900}",
                "(a{1000}){1000,}"
            })
    void repetitionsThatWouldFillTheMemoryAreRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextPattern.parse(pattern, false))
                .withMessageContaining("repetitions");
    }

    @Test
    void ordinaryRepetitionsAreNotRefused() {
        String uuid = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

        assertThat(TextPattern.parse(uuid, false).test("6f1c0f64-8b7e-4f0e-9b2a-1d1d7b1f2a3c"))
                .isTrue();
        assertThat(TextPattern.parse("^.{1,400}@.{1,400}$", false).test("a@b")).isTrue();
    }

    @Test
    void tooLongAPatternIsRefused() {
        String longest = "a".repeat(TextPattern.MOST_CHARACTERS);

        assertThat(TextPattern.parse(longest, false).test(longest)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> TextPattern.parse(longest + "a", false));
    }

    private static double fastest(Predicate<String> pattern, String text) {
        long fastest = Long.MAX_VALUE;
        for (int time = 0; time < 15; time++) {
            long start = System.nanoTime();
            boolean found = pattern.test(text);
            fastest = Math.min(fastest, System.nanoTime() - start + (found ? 1 : 0));
        }
        return fastest;
    }
}
