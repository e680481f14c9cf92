package dev.belay.client.stream;

import dev.belay.client.source.Known;

/** What an event means for the copy of a flag set. <b>Thread-safety:</b> immutable. */
sealed interface Verdict {

    /** Nothing is to be done yet, or ever. */
    record Nothing() implements Verdict {}

    /** The copy is what the server has now. */
    record Confirmed(Known known) implements Verdict {}

    /** The copy has moved to a new state. */
    record Applied(Known known) implements Verdict {}

    /** The copy is not what the server has, for the given reason: the newest snapshot must be fetched. */
    record Diverged(String why) implements Verdict {}

    /** The server names a snapshot to go on from. */
    record SnapshotNamed(String url, String hash) implements Verdict {}
}
