package dev.belay.server.sync;

import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.util.Optional;

/**
 * Says whether this server is at the head of the ledgers that it serves, so that those who follow it do not take its
 * word for more than it is worth.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads and never block.
 */
@FunctionalInterface
public interface Freshness {

    /** For a server that keeps the ledgers. */
    Freshness NEWEST = _ -> Optional.empty();

    /** How long ago it was last known to be at the head; empty while it follows. */
    Optional<Duration> age(LedgerId flagSet);
}
