package dev.belay.ledger.serial;

/**
 * A way by which stores that share a {@link Journal} tell one another that they have appended, besides what the storage
 * has itself. What it loses only comes later: stores look once a second anyway.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads.
 */
public interface NewsChannel extends AutoCloseable {

    /** The channel of a store that needs none. */
    NewsChannel NONE = new NewsChannel() {
        @Override
        public void tell() {}

        @Override
        public void listen(Runnable heard) {}

        @Override
        public void close() {}
    };

    /** Tells the others. Never waits and never fails: what cannot be told now is lost. */
    void tell();

    /**
     * Begins to listen to the others; called once.
     *
     * @param heard called on any thread whenever one of them has told, or may have while nobody listened
     */
    void listen(Runnable heard);

    /** Stops listening and telling. May be called again. */
    @Override
    void close();
}
