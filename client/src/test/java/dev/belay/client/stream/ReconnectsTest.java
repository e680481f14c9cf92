package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectsTest {

    private static final Duration BRIEF = Duration.ofSeconds(3);
    private static final Duration LASTING = Duration.ofSeconds(10);

    private final Reconnects latest = reconnects(() -> 1);

    @Test
    void leavesTheFirstSecondWhollyToChance() {
        assertThat(reconnects(() -> 0).afterConnection(LASTING)).isZero();
        assertThat(reconnects(() -> 0.5).afterFailure()).isEqualTo(Duration.ofMillis(500));
        assertThat(latest.afterConnection(LASTING)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doublesUpToHalfAMinuteAndLeavesHalfOfItToChance() {
        Reconnects soonest = reconnects(() -> 0);

        assertThat(waits(latest, 7)).containsExactly(1_000L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L);
        assertThat(waits(soonest, 7)).containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L);
        assertThat(waits(latest, 1_000)).containsOnly(30_000L);
    }

    @Test
    void leavesTheServerAloneForNoLongerThanTold() {
        assertThat(waits(new Reconnects(() -> 1, Duration.ofSeconds(5)), 6))
                .containsExactly(1_000L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void isPromptAfterAConnectionHoweverLongTheServerHadBeenAway() {
        waits(latest, 100);

        assertThat(latest.afterConnection(BRIEF)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitsLongerAndLongerForAServerThatKeepsNobody() {
        assertThat(Stream.generate(() -> latest.afterConnection(Duration.ZERO))
                        .limit(7)
                        .map(Duration::toMillis))
                .containsExactly(1_000L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L);
    }

    @Test
    void doesNotForgetThatItKeepsNobodyWhenItIsAwayInBetween() {
        for (int round = 0; round < 4; round++) {
            latest.afterConnection(BRIEF);
            latest.afterFailure();
        }

        assertThat(latest.afterConnection(BRIEF)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void forgivesBriefConnectionsOnceOneHasLasted() {
        for (int round = 0; round < 10; round++) {
            latest.afterConnection(BRIEF);
        }

        assertThat(latest.afterConnection(LASTING)).isEqualTo(Duration.ofSeconds(1));
        assertThat(latest.afterConnection(BRIEF)).isEqualTo(Duration.ofSeconds(1));
    }

    private static Reconnects reconnects(DoubleSupplier chance) {
        return new Reconnects(chance, Duration.ofSeconds(30));
    }

    private static List<Long> waits(Reconnects reconnects, int count) {
        return Stream.generate(reconnects::afterFailure)
                .limit(count)
                .map(Duration::toMillis)
                .toList();
    }
}
