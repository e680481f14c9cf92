package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyTest {

    @Test
    void triesManyDifferentCases() {
        Set<Long> drawn = new HashSet<>();

        Property.of(50, 10).holds((random, size) -> drawn.add(random.nextLong()));

        assertThat(drawn).hasSize(50);
    }

    @Test
    void namesTheSeedAndTheSmallestSizeThatFails() {
        assertThatThrownBy(() -> Property.of(50, 10)
                        .holds((random, size) -> assertThat(size).isLessThan(4)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1 at size 4")
                .hasMessageContaining("-Dbelay.seed=1");
    }
}
