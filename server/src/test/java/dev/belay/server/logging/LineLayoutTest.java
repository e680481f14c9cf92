package dev.belay.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LineLayoutTest {

    private final LineLayout layout = new LineLayout();

    @Test
    void writesOneEventAsOneLine() {
        String line = line("appended", null, new KeyValuePair("flag", "basket"), new KeyValuePair("version", 3));

        assertThat(line).isEqualTo("2026-01-02T03:04:05.678Z INFO belay.write appended flag=basket version=3\n");
    }

    @Test
    void letsNothingThatSomebodySentBeginALine() {
        String line = line("a\nb", null, new KeyValuePair("actor", "ana\r\n2026 ERROR \"x\" \\"));

        assertThat(line).endsWith("a\\u000ab actor=\"ana\\u000d\\u000a2026 ERROR \\\"x\\\" \\\\\"\n");
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void writesWhateverMayLookLikeTheEndOfALineOrAValueOtherwise() {
        String line = line(
                "a\u2028b\u0085c",
                null,
                new KeyValuePair("error", "x\u2029y\u009bz"),
                new KeyValuePair("gap", "x\u00a0y"));

        assertThat(line).endsWith("a\\u2028b\\u0085c error=\"x\\u2029y\\u009bz\" gap=\"x\u00a0y\"\n");
    }

    @Test
    void tellsWhereAFailureCameFrom() {
        String line = line("unexpected", new IllegalStateException("broken"), new KeyValuePair("empty", ""));

        assertThat(line).contains("unexpected empty=\"\"\n", "java.lang.IllegalStateException: broken", "\tat ");
    }

    private String line(String message, @Nullable Throwable failure, KeyValuePair... pairs) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event =
                new LoggingEvent("x", context.getLogger("belay.write"), Level.INFO, message, failure, new Object[0]);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        event.setKeyValuePairs(List.of(pairs));
        layout.setContext(context);
        layout.start();
        return layout.doLayout(event);
    }
}
