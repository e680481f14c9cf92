package dev.belay.ledger;

/**
 * The right to be told of commits; see {@link LedgerStore#subscribe}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends the subscription. May be called again. */
    @Override
    void close();
}
