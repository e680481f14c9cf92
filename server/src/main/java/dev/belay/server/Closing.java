package dev.belay.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be closed, the newest first. One that fails keeps none of the others from being closed.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("belay.server");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            LOG.warn("stop.incomplete part={}", part.getClass().getSimpleName(), failure);
        }
    }
}
