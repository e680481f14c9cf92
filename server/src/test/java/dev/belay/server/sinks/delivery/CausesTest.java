package dev.belay.server.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CausesTest {

    private static final Throwable FAILURE = new IllegalStateException(
            "around it", new IOException("cut", new ConnectException("refused\nby 127.0.0.1" + "x".repeat(500))));

    @Test
    void theLogIsToldWhatLiesAtTheBottomOnOneLine() {
        assertThat(Causes.root(FAILURE))
                .startsWith("ConnectException: refused by 127.0.0.1xxx")
                .hasSize("ConnectException: ".length() + 200);
        assertThat(Causes.root(new IOException("alone"))).isEqualTo("IOException: alone");
    }

    @Test
    void everybodyElseIsToldInWordsOfOurOwn() {
        assertThat(Causes.sentence(FAILURE, _ -> Optional.empty()))
                .isEqualTo("No connection could be made")
                .doesNotContain("127.0.0.1");
    }
}
