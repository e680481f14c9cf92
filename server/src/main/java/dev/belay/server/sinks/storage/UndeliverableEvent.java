package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import java.time.Instant;

/**
 * An event that a sink went on without.
 *
 * @param id       of the event
 * @param position of its entry
 * @param at       when the line went on
 * @param attempts how often it was tried
 * @param error    what went wrong with the last attempt
 */
public record UndeliverableEvent(
        String sink, LedgerId flagSet, String id, Position position, Instant at, int attempts, String error) {}
