package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {

    @Test
    void doublesUpToHalfAMinute() {
        Retries retries = new Retries(() -> 1);

        assertThat(retries.next()).isZero();
        assertThat(retries.next()).isEqualTo(Duration.ofMillis(100));
        assertThat(retries.next()).isEqualTo(Duration.ofMillis(200));
        for (int failure = 0; failure < 100; failure++) {
            retries.next();
        }
        assertThat(retries.next()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void leavesUpToHalfOfTheWaitToChance() {
        Retries retries = new Retries(() -> 0);
        retries.next();

        assertThat(retries.next()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void beginsAnewAfterSuccess() {
        Retries retries = new Retries(() -> 1);
        retries.next();
        retries.next();

        retries.reset();

        assertThat(retries.next()).isZero();
    }
}
