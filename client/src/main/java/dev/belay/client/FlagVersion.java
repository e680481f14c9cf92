package dev.belay.client;

import dev.belay.core.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * One version in the history of a flag.
 *
 * @param version  from 1
 * @param position the entry that made it
 * @param at       when
 * @param actor    the name of whose credential it was
 * @param reason   why, in the author's words
 * @param archived whether the flag was taken out of service by it
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record FlagVersion(
        long version, Position position, Instant at, String actor, Optional<String> reason, boolean archived) {}
