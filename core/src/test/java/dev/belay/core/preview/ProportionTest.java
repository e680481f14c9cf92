package dev.belay.core.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    // Computed by another program from Wilson's formula with z = 1.959963984540054.
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0, 0.27753280",
        "10, 10, 0.72246720, 1.0",
        "1, 10, 0.01787621, 0.40415003",
        "50, 100, 0.40383153, 0.59616847",
        "333, 1000, 0.30447790, 0.36280023"
    })
    void hasTheIntervalOfWilson(int count, int size, double low, double high) {
        Proportion proportion = new Proportion(count, size);

        assertThat(proportion.low()).isCloseTo(low, within(2e-8));
        assertThat(proportion.high()).isCloseTo(high, within(2e-8));
    }

    @Test
    void knowsNothingFromNothing() {
        Proportion nothing = new Proportion(0, 0);

        assertThat(nothing.share()).isZero();
        assertThat(nothing.low()).isZero();
        assertThat(nothing.high()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatThrownBy(() -> new Proportion(2, 1)).hasMessage("2 of 1 is no proportion");
    }
}
