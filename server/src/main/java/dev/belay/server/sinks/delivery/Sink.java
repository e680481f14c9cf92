package dev.belay.server.sinks.delivery;

import java.util.List;
import java.util.function.BooleanSupplier;

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
     * acknowledged, so that they survive whatever the receiver promises to survive, or nothing more is to be delivered.
     *
     * @param goesOn asked before each message whether it is still to be delivered
     * @return how many were acknowledged, from the first on
     * @throws DeliveryException    if one was not; says how many were, from the first on
     * @throws InterruptedException if the thread was; any number of them may have been delivered
     */
    int deliver(List<Message> messages, BooleanSupplier goesOn) throws DeliveryException, InterruptedException;

    /** Frees connections; may be called again. */
    @Override
    void close();
}
