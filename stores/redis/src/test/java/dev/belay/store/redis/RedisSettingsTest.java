package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisSettingsTest {

    @Test
    void showsNeitherUserNorPassword() {
        RedisSettings settings = RedisSettings.of("rediss://ana:secret@redis.example.com:6380/2");

        assertThat(settings.address()).isEqualTo("rediss://redis.example.com:6380/2");
        assertThat(settings.toString()).doesNotContain("ana", "secret");
    }

    @Test
    void refusesAnAddressOfSomethingElse() {
        assertThatThrownBy(() -> RedisSettings.of("http://ana:secret@redis.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begin it with redis://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAPrefixThatWouldSpreadTheKeysOverACluster() {
        assertThatThrownBy(() -> RedisSettings.of("redis://127.0.0.1").withPrefix("a}b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letters, digits");
    }

    @Test
    void knowsLossesByTheirWords() {
        assertThat(Loss.parse("last-seconds")).isEqualTo(Loss.LAST_SECONDS);
        assertThatThrownBy(() -> Loss.parse("everything")).hasMessageContaining("last-seconds", "failover");
    }
}
