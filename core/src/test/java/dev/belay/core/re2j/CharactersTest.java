package dev.belay.core.re2j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    private static final int MOST_CASES = 5;

    @Test
    void everyLetterIsFoundAgainAmongItsCases() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            int other = Unicode.simpleFold(letter);
            for (int cases = 0; other != letter && cases < MOST_CASES; cases++) {
                other = Unicode.simpleFold(other);
            }
            assertThat(other).as("U+%04X", letter).isEqualTo(letter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)\u1c80", "(?i)[3-\uffff]", "(?i)\\x{1c88}+", "(?i)[^\u1c7f-\u1c89]"})
    void aPatternWithLettersThatAreNewEnds(String pattern) {
        assertThat(Pattern.compile(pattern).matcher("\u1c80").find()).isIn(true, false);
    }

    @Test
    void theCasesOfOtherLettersAreEqual() {
        assertThat(Pattern.compile("(?i)^straSSe ÀΣкſ$").matcher("STRAsse àςКs").find())
                .isTrue();
    }
}
