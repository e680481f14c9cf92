package dev.belay.core.bucketing;

/**
 * An algorithm with its salt, total and parameters made ready: tells where keys fall.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
@FunctionalInterface
public interface Placement {

    /** Where a key falls: 0 or more, or {@link Bucketing#NO_POINT} for a key that the algorithm cannot place. */
    long point(String key);
}
