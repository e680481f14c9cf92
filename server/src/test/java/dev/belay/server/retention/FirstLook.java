package dev.belay.server.retention;

import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Awaited;
import java.time.Duration;
import java.time.Instant;

/** The look at all environments that a server takes when it has started, by itself and beside whatever a test does. */
final class FirstLook {

    private FirstLook() {}

    /** Returns once it is over, so that the next one is due after the usual pause. */
    static void awaitEnd(RunningApplication server) {
        Duration most = RetentionSweep.PAUSE.dividedBy(2);
        Awaited.until(() -> next(server).isAfter(Instant.now().plus(most)));
    }

    private static Instant next(RunningApplication server) {
        String next = server.get("retention").text("/nextRun");
        return next.startsWith("no text") ? Instant.MIN : Instant.parse(next);
    }
}
