package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Belay;
import dev.belay.client.Status;
import dev.belay.embedded.Embedded;
import dev.belay.testkit.Awaited;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two applications that follow one flag set in Redis, each with a store of its own. */
class EmbeddedOnRedisTest extends OnAFailingServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void bothFollowAnswerFromMemoryWhileTheServerIsAwayAndGoOn() {
        try (Belay one = Embedded.open(() -> Sample.open(settings), Sample.PRODUCTION);
                Belay other = Embedded.open(() -> Sample.open(settings), Sample.PRODUCTION)) {
            assertThat(one.awaitReady(PATIENCE) && other.awaitReady(PATIENCE)).isTrue();
            put(2);
            Awaited.until(() -> one.toggle("basket").version() == 2
                    && other.toggle("basket").version() == 2);

            server.kill();

            Awaited.until(() -> one.status().message().contains("cannot be reached"));
            assertThat(one.status().state()).isEqualTo(Status.State.STALE);
            assertThat(other.toggle("basket").version()).isEqualTo(2);

            server.start();

            Awaited.until(() -> store.health().healthy());
            put(3);
            Awaited.until(() -> one.toggle("basket").version() == 3
                    && other.toggle("basket").version() == 3);
            Awaited.until(() -> one.status().isReady());
        }
    }
}
