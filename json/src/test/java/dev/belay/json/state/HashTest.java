package dev.belay.json.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    @Test
    void addsLikeNumbersOf256Bits() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            Hash one = hash(random);
            Hash other = hash(random);

            assertThat(number(one.plus(other)))
                    .isEqualTo(number(one).add(number(other)).mod(MODULUS));
            assertThat(one.plus(other).plus(other.negated())).isEqualTo(one);
        }
    }

    @Test
    void readsBackWhatItWrites() {
        Hash hash = hash(new Random(3));

        assertThat(Hash.parse(hash.hex())).isEqualTo(hash);
        assertThat(Hash.of(hash.bytes())).isEqualTo(hash);
        assertThat(Hash.ZERO.hex()).isEqualTo("0".repeat(64));
    }

    /** Often all ones or nothing in a part, where carries run through. */
    private static Hash hash(Random random) {
        return new Hash(part(random), part(random), part(random), part(random));
    }

    private static long part(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> -1;
            case 1 -> 0;
            default -> random.nextLong();
        };
    }

    private static BigInteger number(Hash hash) {
        return new BigInteger(1, hash.bytes());
    }
}
