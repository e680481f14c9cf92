package dev.belay.store.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import java.time.Duration;

/** Waits for answers of commands that were sent together. */
final class Answers {

    private Answers() {}

    /** The answer; throws what the command has failed of. */
    static <T> T await(RedisFuture<T> answer, Duration patience) {
        return LettuceFutures.awaitOrCancel(answer, patience.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
    }
}
