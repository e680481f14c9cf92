package dev.belay.server.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @Test
    void anIdOfVisibleAsciiIsSentAsItIs() {
        assertThat(globalId("checkout.new-flow/2+x~@!")).isEqualTo("shop/production@e:1/flag/checkout.new-flow/2+x~@!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe", "日本", "😀", "a b", " ", "50%", "%C3%B6", "a\r\nx: y", "\u007f"})
    void everyOtherIdIsEncodedSoThatHeadersCarryIt(String key) {
        String id = globalId(key);

        assertThat(id).matches("[!-~]+").doesNotContain(" ");
        assertThat(URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo("shop/production@e:1/flag/" + key);
        assertThat(new Headers().put("Nats-Msg-Id", id).getFirst("Nats-Msg-Id")).isEqualTo(id);
    }

    private static String globalId(String key) {
        return new Message("e:1/flag/" + key, "shop/production", "{}").globalId();
    }
}
