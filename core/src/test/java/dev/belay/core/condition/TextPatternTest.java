package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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
    void readsEachLetterOnceHoweverThePatternRepeats(String pattern) {
        Predicate<CharSequence> compiled = TextPattern.parse(pattern, false);

        long once = lettersRead(compiled, "a".repeat(SHORT) + "!");
        long longer = lettersRead(compiled, "a".repeat(SHORT * TIMES) + "!");

        // Whoever tries one way after the other reads letters again: for these, quadratically or worse.
        assertThat(once).isLessThanOrEqualTo(4 * SHORT);
        assertThat(longer).isLessThanOrEqualTo(TIMES * once);
    }

    @Test
    void countsLettersThatAreReadAgain() {
        java.util.regex.Pattern backtracking = java.util.regex.Pattern.compile("(.*)(.*)(.*)(.*)b");

        long once = lettersRead(text -> backtracking.matcher(text).find(), "a".repeat(10) + "!");
        long longer = lettersRead(text -> backtracking.matcher(text).find(), "a".repeat(20) + "!");

        assertThat(longer).isGreaterThan(10 * once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\u00c0-\\x{00010FFFF}]",
                "[\u00c0-\udbff\udfff]",
                "[\\x{1}-\\x{10FFFF}]",
                "[a-\\x{1E943}]",
                "[!-\ufaff]"
            })
    void countsTheRangesWhoseCaseDoesNotMatter(String range) {
        long one = PatternCost.of(range, true);

        assertThat(one).isBetween(60_000L, 130_000L);
        assertThat(PatternCost.of(range.repeat(3), true)).isBetween(3 * one, 3 * one + 1_000);
        assertThat(PatternCost.of("(?i)" + range, false)).isEqualTo(one);
        assertThat(PatternCost.of(range, false)).isZero();
    }

    @Test
    void refusesRangesThatWouldTakeLongToCompile() {
        String everything = "[\u00c0-\udbff\udfff]";

        assertThat(TextPattern.parse(everything.repeat(3), true).test("ÀÉÎ")).isTrue();
        assertThat(TextPattern.parse(everything.repeat(100), false).test("a")).isFalse();
        for (String pattern : List.of(everything.repeat(5), "(?i)" + everything.repeat(5))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TextPattern.parse(pattern, pattern.startsWith("[")))
                    .withMessageContaining("at most 500000");
        }
    }

    @Test
    void ordinaryRangesCostLittle() {
        assertThat(PatternCost.of("^[a-z0-9-]+@[a-z0-9.-]+\\.[a-zà-ÿ]{2,}$", true))
                .isLessThan(1_000);
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

    private static long lettersRead(Predicate<CharSequence> pattern, String text) {
        CountedText counted = new CountedText(text);
        assertThat(pattern.test(counted)).isIn(true, false);
        return counted.read;
    }

    /** A text that knows how often a letter of it was read. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long read;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("A part is not counted");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("A copy is not counted");
        }
    }
}
