package dev.belay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo tells its story by itself: a real server, two services and their customers, each in its own process. */
class DemoTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");

    @Test
    void theScriptedStoryIsToldToItsEnd() throws Exception {
        try (ChildProcess demo =
                ChildProcess.start("demo", List.of(LAUNCHER.toString(), "demo", "--script"), Map.of())) {
            int exit = demo.awaitExit(Duration.ofMinutes(3));

            assertThat(exit).as(() -> String.join("\n", demo.lines())).isZero();
            assertThat(demo.lines())
                    .anyMatch(line -> line.contains("storefront shows it"))
                    .anyMatch(line -> line.contains("flag-set.rolled-back"))
                    .contains("Customers buy again.");
        }
    }
}
