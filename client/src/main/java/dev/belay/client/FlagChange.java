package dev.belay.client;

import dev.belay.core.Position;

/**
 * Tells that the answers of a flag may have changed: the flag itself did, or a segment or flag that it depends on.
 *
 * @param flag     the flag's key
 * @param version  the flag's version now; 0 when it is gone
 * @param position where in history this is; several changes may have led here
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record FlagChange(String flag, long version, Position position) {}
