package dev.belay.core.bucketing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

    private static final int[] LETTERS = {
        'a', 'Z', '7', 0, 0x7f, 0x80, 'é', 0x7ff, 0x800, '日', 0xffff, 0x1f600, 0xd800, 0xdc00
    };

    // Of the reference implementation, MurmurHash3_x86_32.
    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "'', 1, 514e28b7",
        "a, 0, 3c2569b2",
        "test, 0, ba6bd213",
        "Hello, 0, 12da77c8",
        "'Hello, world!', 1234, faf6cdb3",
        "'The quick brown fox jumps over the lazy dog', 0, 2e4ff723"
    })
    void agreesWithTheReference(String text, int seed, String hash) {
        assertThat(Integer.toHexString(Murmur3.after("", seed).hash32(text))).isEqualTo(hash);
        assertThat(Integer.toHexString(Murmur3.after(text, seed).hash32(""))).isEqualTo(hash);
    }

    @Test
    void hashesFixedTextAndKeyAsTheirBytesTogether() {
        Random random = new Random(11);
        for (int n = 0; n < 20_000; n++) {
            String fixed = new String(text(random).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            String key = text(random);
            String bytes = new String((fixed + key).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

            assertThat(Murmur3.after(fixed, n).hash32(key))
                    .as("seed %s, '%s' and '%s'", n, fixed, key)
                    .isEqualTo(Murmur3.after(bytes, n).hash32(""));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            text.appendCodePoint(LETTERS[random.nextInt(random.nextBoolean() ? 3 : LETTERS.length)]);
        }
        return text.toString();
    }
}
