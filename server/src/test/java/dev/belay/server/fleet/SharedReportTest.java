package dev.belay.server.fleet;

import static dev.belay.server.fleet.Reports.NOON;
import static dev.belay.server.fleet.Reports.at;
import static dev.belay.server.fleet.Reports.fleet;
import static dev.belay.server.fleet.Reports.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedReportTest {

    private FleetReport fleet = fleet(8, named("a", 7, NOON));
    private Duration takes = Duration.ZERO;
    private int looks;
    private long changes;
    private long nanos = 1;
    private final SharedReport shared = new SharedReport(this::look, () -> changes, () -> nanos);

    @Test
    void looksOnceForAllWhoWait() {
        for (int waiter = 0; waiter < 100; waiter++) {
            assertThat(shared.isAt(at(8))).isFalse();
        }

        assertThat(looks).isOne();
    }

    @Test
    void looksAgainWhenSomethingWasNoted() {
        assertThat(shared.isAt(at(8))).isFalse();
        fleet = fleet(8, named("a", 8, NOON));
        changes++;
        nanos += shared.pauseNanos();

        assertThat(shared.isAt(at(8))).isTrue();
    }

    @Test
    void seldomLooksWhileNothingIsNoted() {
        for (int waited = 0; waited < 1_000; waited++) {
            shared.isAt(at(8));
            nanos += Duration.ofMillis(1).toNanos();
        }

        assertThat(looks).isEqualTo(4);
    }

    @Test
    void takesATwentiethOfAProcessorWhateverTheSizeOfTheFleet() {
        takes = Duration.ofMillis(30);
        long begun = nanos;
        for (int waited = 0; waited < 10_000; waited++) {
            changes++;
            shared.isAt(at(8));
            nanos += Duration.ofMillis(1).toNanos();
        }

        assertThat(looks * takes.toNanos()).isLessThanOrEqualTo((nanos - begun) / 20 + takes.toNanos());
        assertThat(shared.pauseNanos()).isEqualTo(Duration.ofMillis(600).toNanos());
    }

    private FleetReport look() {
        looks++;
        nanos += takes.toNanos();
        return fleet;
    }
}
