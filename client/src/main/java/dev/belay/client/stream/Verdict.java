package dev.belay.client.stream;

import dev.belay.client.source.Known;
import java.time.Duration;
import java.util.Optional;

/** What an event means for the copy of a flag set. <b>Thread-safety:</b> immutable. */
sealed interface Verdict {

    /** Nothing is to be done yet, or ever. */
    record Nothing() implements Verdict {}

    /**
     * The copy is what the server has now.
     *
     * @param age how long ago the server itself was last known to be at the head of the ledger; empty if it is
     */
    record Confirmed(Known known, Optional<Duration> age) implements Verdict {}

    /** The copy has moved to a new state. */
    record Applied(Step step) implements Verdict {}

    /** The copy is not what the server has, for the given reason: the newest snapshot must be fetched. */
    record Diverged(String why) implements Verdict {}

    /** Other keys of the flag set are valid than before. */
    record KeysChanged() implements Verdict {}

    /** Who follows through this copy is to fetch a snapshot: one instance, or all. */
    record Resync(Optional<String> instance) implements Verdict {}

    /** The server names a snapshot to go on from. */
    record SnapshotNamed(String url, String hash) implements Verdict {}
}
