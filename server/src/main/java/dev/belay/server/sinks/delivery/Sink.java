package dev.belay.server.sinks.delivery;

import java.util.List;

/**
 * A place that events are delivered to.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads, each with another flag set.
 */
public interface Sink extends AutoCloseable {

    /** How many messages are worth handing over at a time; after each hand-over it is stored how far delivery came. */
    int most();

    /**
     * Delivers messages of one flag set in their order, each once the one before was acknowledged. Returns when all are
     * acknowledged, so that they survive whatever the receiver promises to survive.
     *
     * @throws DeliveryException    if not all were; says how many of them, from the first on
     * @throws InterruptedException if the thread was; any number of them may have been delivered
     */
    void deliver(List<Message> messages) throws DeliveryException, InterruptedException;

    /** Frees connections; may be called again. */
    @Override
    void close();
}
