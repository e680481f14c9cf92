package dev.belay.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void hasSaidEverythingWhenItsEndWasWaitedFor() throws Exception {
        try (ChildProcess child = ChildProcess.start("seq", List.of("seq", "100000"), Map.of())) {
            assertThat(child.awaitExit(PATIENCE)).isZero();

            assertThat(child.lines()).hasSize(100_000).last().isEqualTo("100000");
        }
    }

    @Test
    void isWaitedForNoLongerThanThePatience() throws Exception {
        try (ChildProcess child = ChildProcess.start("sleep", List.of("sleep", "600"), Map.of())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> child.awaitExit(Duration.ofMillis(1)))
                    .withMessage("sleep did not end within PT0.001S");
        }
    }
}
