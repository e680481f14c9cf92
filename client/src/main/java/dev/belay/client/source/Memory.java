package dev.belay.client.source;

import dev.belay.json.state.LedgerState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application goes by until its source has been heard for the first time. Problems are logged, never thrown.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads.
 */
public interface Memory {

    /**
     * What is remembered of a flag set.
     *
     * @param flagSet {@code project/environment}
     */
    Optional<Remembered> load(String flagSet);

    /** Has a state remembered soon, unless a newer one comes first. */
    void save(Known known);

    /** Remembers what waits for it, now. */
    void flush();

    /**
     * A state of earlier.
     *
     * @param confirmedAt when it was the newest; null when it never was
     * @param from        where it comes from, in a few words
     *
     * <p><b>Thread-safety:</b> immutable.
     */
    record Remembered(LedgerState state, @Nullable Instant confirmedAt, String from) {}
}
