package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows positions as an SDK does, and reports whatever an SDK must never see: a position that does not follow its
 * predecessor, one that comes twice, a frame without an end. <b>Thread-safety:</b> confined to one thread at a time.
 */
final class Following implements Consumer<Event> {

    private final Receiver receiver;
    private @Nullable Position position;
    private @Nullable Position leadingTo;

    Following(Receiver receiver) {
        this.receiver = receiver;
    }

    /** What comes of the events. */
    interface Receiver {

        /** A frame has been applied. */
        void applied(Position position, String checksum);

        /** The server has said where the head is, and that is here. */
        void confirmed(Position position, String checksum);

        /** A snapshot is to be fetched. */
        void snapshot(Position position, String url);

        /** Something that must not happen. */
        void violation(String sentence);
    }

    /** Where the receiver is, or null before the first snapshot. */
    @Nullable
    Position position() {
        return position;
    }

    /** The connection is gone, and the end of a frame with it. */
    void interrupted() {
        leadingTo = null;
    }

    /** Begins anew, like a process that has just been started. */
    void forget() {
        position = null;
        leadingTo = null;
    }

    @Override
    public void accept(Event event) {
        switch (event.name()) {
            case "begin" -> begin(event.position("previous"), event.position("position"));
            case "put", "delete", "restore" -> inFrame(event.name());
            case "commit" -> commit(event.position("position"), event.text("checksum"));
            case "heartbeat" -> heartbeat(event.position("position"), event.text("checksum"));
            case "snapshot" -> adopt(event.position("position"), event.text("url"));
            default -> receiver.violation("an event '" + event.name() + "' came");
        }
    }

    private void begin(Position previous, Position next) {
        if (leadingTo != null) {
            receiver.violation("the frame to " + leadingTo + " had no end");
        }
        if (!previous.equals(position)) {
            receiver.violation("a frame follows " + previous + ", and this is " + position);
        }
        if (position != null && !next.equals(position.next())) {
            receiver.violation(next + " came after " + position);
        }
        leadingTo = next;
    }

    private void inFrame(String name) {
        if (leadingTo == null) {
            receiver.violation("'" + name + "' came outside a frame");
        }
    }

    private void commit(Position here, String checksum) {
        if (!here.equals(leadingTo)) {
            receiver.violation("a frame to " + leadingTo + " ended at " + here);
        }
        leadingTo = null;
        position = here;
        receiver.applied(here, checksum);
    }

    private void heartbeat(Position head, String checksum) {
        if (head.equals(position)) {
            receiver.confirmed(head, checksum);
        } else {
            receiver.violation("the head is " + head + ", and this is " + position);
        }
    }

    private void adopt(Position given, String url) {
        if (position != null && given.sharesEpochWith(position) && given.revision() < position.revision()) {
            receiver.violation("the snapshot at " + given + " is older than " + position);
        }
        position = given;
        receiver.snapshot(given, url);
    }
}
