package dev.belay.ledger.serial;

import java.time.Duration;

/**
 * The limits of a {@link SerialLedgerStore}.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param waiting             how many proposals may wait; further ones block
 * @param patience            how long a proposal blocks before it is refused
 * @param batch               how many proposals share one write at most
 * @param recentStates        how many of a ledger's newest states stay in memory, at most
 * @param recentBytes         how many bytes of documents and members those states may have that the newest one does not
 * @param idempotencyLifetime how long a repeated idempotency key answers the first outcome
 */
public record SerialSettings(
        int waiting, Duration patience, int batch, int recentStates, long recentBytes, Duration idempotencyLifetime) {

    /** What a server uses. */
    public static final SerialSettings DEFAULT =
            new SerialSettings(4_096, Duration.ofSeconds(5), 1_024, 1_000, 64L << 20, Duration.ofHours(24));

    /** Checks that every limit leaves room for at least one. */
    public SerialSettings {
        if (waiting < 1 || batch < 1 || recentStates < 1) {
            throw new IllegalArgumentException("A store needs room for at least one proposal, one per batch and one"
                    + " state, not for " + waiting + ", " + batch + " and " + recentStates);
        }
        if (recentBytes < 0) {
            throw new IllegalArgumentException(
                    "Recent states may have " + recentBytes + " bytes that the newest one does not; allow 0 or more");
        }
    }

    /** A copy with another bound on waiting proposals, and another patience. */
    public SerialSettings withWaiting(int proposals, Duration atMost) {
        return new SerialSettings(proposals, atMost, batch, recentStates, recentBytes, idempotencyLifetime);
    }

    /** A copy that keeps another number of states in memory. */
    public SerialSettings withRecentStates(int states) {
        return new SerialSettings(waiting, patience, batch, states, recentBytes, idempotencyLifetime);
    }

    /** A copy that keeps another number of bytes for states other than the newest. */
    public SerialSettings withRecentBytes(long bytes) {
        return new SerialSettings(waiting, patience, batch, recentStates, bytes, idempotencyLifetime);
    }
}
