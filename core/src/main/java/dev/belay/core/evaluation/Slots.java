package dev.belay.core.evaluation;

/**
 * Numbers keys, for good: what is compiled refers to others by their slots, so that it need not be compiled again when
 * those change. A key gets its slot when it is first asked for, whether there is anything with that key or not.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads.
 */
public interface Slots {

    /** The slot of a flag's key. */
    int flag(String key);

    /** The slot of a segment's key. */
    int segment(String key);
}
