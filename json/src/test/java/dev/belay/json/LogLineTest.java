package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void writesPlainWordsAsTheyAre() {
        assertThat(LogLine.of("source.ready")
                        .with("source", "http://localhost:8080")
                        .with("version", 3))
                .hasToString("source.ready source=http://localhost:8080 version=3");
    }

    @Test
    void letsNoTextEndItsValueOrItsLine() {
        assertThat(LogLine.of("cache.ignored")
                        .with("file", "C:\\my flags")
                        .with("message", "\"belay\" ends\r\nhere")
                        .with("position", 7))
                .hasToString("cache.ignored file=\"C:\\\\my flags\""
                        + " message=\"\\\"belay\\\" ends\\u000d\\u000ahere\" position=7");
    }

    @Test
    void quotesWhatOtherwiseReadsAsAnotherValueOrAsNone() {
        assertThat(LogLine.of("source.error").with("message", "a=b").with("name", ""))
                .hasToString("source.error message=\"a=b\" name=\"\"");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(LogLine.of("source.fatal")
                        .withKnown("flagSet", Optional.empty())
                        .withKnown("position", Optional.of("first:7")))
                .hasToString("source.fatal position=first:7");
    }
}
