package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.health.Readiness;
import dev.belay.testkit.Awaited;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReadyLineTest {

    private static final Readiness READY = new Readiness(List.of(), List.of());
    private static final Readiness NOT_YET =
            new Readiness(List.of(new Readiness.Finding("upstream", "There is no copy yet: refused")), List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void waitsAMomentForWhatIsAboutToBeReady() {
        AtomicInteger asked = new AtomicInteger();

        line(() -> asked.incrementAndGet() < 3 ? NOT_YET : READY, Duration.ofMinutes(1))
                .tell();

        assertThat(text()).isEqualToIgnoringNewLines("Belay is ready at http://127.0.0.1:1");
    }

    @Test
    void saysWhatIsMissingAndLaterThatItIsThere() {
        AtomicReference<Readiness> now = new AtomicReference<>(NOT_YET);

        line(now::get, Duration.ofMillis(10)).tell();
        String early = text();
        now.set(READY);

        assertThat(early)
                .isEqualToIgnoringNewLines(
                        "Belay serves at http://127.0.0.1:1 and is not ready: There is no copy yet: refused");
        Awaited.until(() -> text().endsWith("Belay is ready at http://127.0.0.1:1" + System.lineSeparator()));
    }

    private ReadyLine line(Supplier<Readiness> readiness, Duration moment) {
        return new ReadyLine(
                readiness, "http://127.0.0.1:1", new PrintStream(out, true, StandardCharsets.UTF_8), moment);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
