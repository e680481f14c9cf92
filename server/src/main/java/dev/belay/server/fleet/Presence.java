package dev.belay.server.fleet;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One open stream, counted until it ends.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; to be ended once.
 */
public final class Presence {

    private final FlagSetInstances instances;
    private final @Nullable String id;
    private final InstantSource clock;

    Presence(FlagSetInstances instances, @Nullable String id, InstantSource clock) {
        this.instances = instances;
        this.id = id;
        this.clock = clock;
    }

    /** Whether it is the stream of this instance. */
    public boolean isOf(String instance) {
        return instance.equals(id);
    }

    /** Notes that the stream is gone. */
    public void end() {
        instances.closed(id, clock.instant());
    }
}
