package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticToggleTest {

    @TempDir
    Path folder;

    @Test
    void isWhatTheFlagIs() throws IOException {
        Path file = write("{\"on\": true, \"off\": false, \"text\": \"on\"}");
        try (Belay belay = Belay.file(file)) {
            assertThat(belay.staticToggle("on").isActive()).isTrue();
            assertThat(belay.staticToggle("off").isActive()).isFalse();
            assertThat(belay.staticToggle("text").isActive()).isFalse();
            assertThat(belay.staticToggle("missing").isActive()).isFalse();
            assertThat(belay.staticToggle("on").key()).isEqualTo("on");
        }
    }

    @Test
    void followsTheFlag() throws IOException {
        Path file = write("{\"audit\": true}");
        try (Client client = Client.of(Settings.DEFAULT, Source.file(file))) {
            StaticToggle audit = client.belay.staticToggle("audit");
            assertThat(asked(audit, 100_000)).isEqualTo(100_000);

            write("{\"audit\": false}");
            client.time.pass(Duration.ofSeconds(1));
            assertThat(asked(audit, 100_000)).isZero();

            write("{\"audit\": true}");
            client.time.pass(Duration.ofSeconds(1));
            assertThat(asked(audit, 100_000)).isEqualTo(100_000);
        }
    }

    @Test
    void readsVariablesThatNobodyElseHasAskedFor() {
        try (Belay belay = Belay.environment(Map.of("TOGGLE_AUDIT_VERBOSE", "1"))) {
            assertThat(belay.staticToggle("audit.verbose").isActive()).isTrue();
        }
    }

    private static int asked(StaticToggle toggle, int times) {
        int on = 0;
        for (int n = 0; n < times; n++) {
            on += toggle.isActive() ? 1 : 0;
        }
        return on;
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("flags.json"), content);
    }
}
