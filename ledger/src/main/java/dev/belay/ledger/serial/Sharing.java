package dev.belay.ledger.serial;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import java.util.Map;
import java.util.Optional;

/**
 * How a {@link Journal} gets on with others that append to the same storage: they take turns, and each tells the others.
 *
 * <p>What counts is that a batch follows everything that anybody has appended. A storage that can lock lets others wait
 * while a turn lasts; one that cannot gives turns that keep nobody away, and its {@link Journal#write} throws
 * {@link OutrunException} instead, so that the store decides again on what was appended meanwhile.
 *
 * <p>Every method may throw {@link StoreUnavailableException} when the storage fails.
 *
 * <p><b>Thread-safety:</b> called by one thread at a time, the one that writes.
 */
public interface Sharing {

    /**
     * Keeps others from appending until the turn is closed, as far as the storage can.
     *
     * @throws OutrunException if others had their turns for so long that this one was given up; it may be asked for again
     */
    Turn takeTurn();

    /**
     * Where every ledger stands, all at the same moment; empty if nobody else has appended since this was asked last, or
     * since the journal recovered. Whoever cannot follow there has to recover.
     */
    Optional<Map<LedgerId, Standing>> news();

    /**
     * Whether the storage is not the one that was appended to last, but a copy that was restored from a backup or took
     * over, so that what was acknowledged may be missing. Known once the journal has recovered, and at each turn; true
     * until something was written, which is to begin new epochs.
     */
    default boolean restored() {
        return false;
    }

    /**
     * Calls back whenever others may have appended, soon and on any thread. A call may be lost: the store asks for
     * {@link #news} once a second anyway.
     */
    void watch(Runnable mayHaveAppended);

    /** The right to append, which the thread that took it gives back. */
    interface Turn extends AutoCloseable {

        /** Of whoever is alone anyway, or cannot keep others away. */
        Turn OPEN = () -> {};

        /** Lets others append; fails never, because what was written counts. May be called again. */
        @Override
        void close();
    }
}
