package dev.belay.server.sinks.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Messages could not be delivered, or not all of them.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class DeliveryException extends Exception {

    private final int delivered;
    private final boolean refused;

    /**
     * Says what is known.
     *
     * @param delivered how many messages were acknowledged, from the first on; the next may or may not have arrived
     * @param refused   whether trying again is futile
     * @param message   what went wrong, in a sentence without secrets
     */
    public DeliveryException(int delivered, boolean refused, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.delivered = delivered;
        this.refused = refused;
    }

    /** How many messages were acknowledged, from the first on. */
    public int delivered() {
        return delivered;
    }

    /** Whether the receiver has refused the next message for good. */
    public boolean refused() {
        return refused;
    }

    /** What went wrong. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
