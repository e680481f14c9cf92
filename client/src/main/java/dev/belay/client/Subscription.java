package dev.belay.client;

/** A listener's registration. <b>Thread-safety:</b> safe for use by many threads. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Removes the listener, which may be called once more if a call is under way. */
    @Override
    void close();
}
