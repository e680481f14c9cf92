package dev.belay.ledger;

import dev.belay.core.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a subject.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param position of the entry that made it
 * @param hash     of its document; empty when the entry removed the subject
 */
public record SubjectVersion(long version, Position position, Instant at, Optional<String> hash) {}
