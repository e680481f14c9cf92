package dev.belay.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCountTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 14})
    void isExactForFew(int different) {
        assertThat(counting(0, different).estimate()).isEqualTo(different);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 3_000, 50_000, 1_000_000})
    void isCloseForMany(int different) {
        assertThat(counting(0, different).estimate()).isCloseTo(different, withPercentage(8));
    }

    @Test
    void countsWhatTwoHaveSeenOnce() {
        DistinctCount both = counting(0, 3_000);
        both.add(counting(1_000, 4_000));

        assertThat(both.text()).isEqualTo(counting(0, 4_000).text());
    }

    @Test
    void readsWhatItWrites() {
        DistinctCount written = counting(0, 500);

        assertThat(DistinctCount.parse(written.text()).text()).isEqualTo(written.text());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistinctCount.parse("AAAA"))
                .withMessageContaining("1024");
    }

    private static DistinctCount counting(int from, int to) {
        DistinctCount count = new DistinctCount();
        for (int each = from; each < to; each++) {
            count.add(Identity.of("client-" + each));
        }
        return count;
    }
}
