package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.json.sync.SyncEvent;
import dev.belay.server.access.Credential;
import dev.belay.server.access.KeyKind;
import dev.belay.server.fleet.Presence;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connected receiver. It is <em>live</em> while it gets every frame as it comes; it <em>waits</em> after having
 * asked for what it missed; it <em>lags</em> while its connection takes no more bytes, which costs nothing but the
 * memory of its position. Confined to its event loop.
 */
final class EventStream {
    /** How many heartbeats in a row a connection may refuse before it is closed. */
    private static final int PATIENCE = 4;

    /** What one connection may buffer beyond the frame that filled it. */
    private static final int WRITE_QUEUE_BYTES = 64 << 10;

    /** How many events are kept for a receiver that is not live. */
    private static final int MOST_OWED = 100;

    private final HttpServerResponse response;
    private final StreamGroup group;
    private final Receiver receiver;
    private State state = State.WAITING;
    private List<Buffer> owed = List.of();
    private @Nullable Position position;
    private long historyFrom;
    private int missedHeartbeats;
    private int index;

    EventStream(HttpServerResponse response, StreamGroup group, Receiver receiver, @Nullable Position lastSeen) {
        this.response = response;
        this.group = group;
        this.receiver = receiver;
        this.position = lastSeen;
        this.historyFrom = lastSeen == null ? 0 : lastSeen.revision();
        response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    }

    /** What the receiver identified itself with. */
    Credential credential() {
        return receiver.credential;
    }

    /** Where the receiver is, or null when it has nothing yet. */
    @Nullable
    Position position() {
        return position;
    }

    /** The first revision since which the receiver has every state. */
    long historyFrom() {
        return historyFrom;
    }

    int index() {
        return index;
    }

    void moveTo(int place) {
        index = place;
    }

    /** Whether this is the stream of an instance. */
    boolean isOf(String instance) {
        return receiver.presence.isOf(instance);
    }

    /** Whether those who receive pass on what they get. */
    boolean isReplica() {
        return receiver.credential instanceof Credential.FlagSetKey key && key.kind() == KeyKind.REPLICA;
    }

    /**
     * Sees to it that a snapshot comes next, whatever the receiver has.
     *
     * @param word what a replica is told after that
     */
    void resynchronise(Buffer word) {
        position = null;
        if (isReplica()) {
            owe(word);
        }
        if (state == State.LIVE) {
            askForMissed();
        }
    }

    /** Writes a frame if it is the next one; otherwise sees to it that the stream catches up. */
    void deliver(Frame frame) {
        if (state == State.LIVE && isNews(frame) && hasRoom(true)) {
            write(frame);
        }
    }

    /** Writes what was missed and goes live, unless the connection fills up on the way. */
    void catchUp(CatchUp missed) {
        if (state != State.WAITING) {
            return;
        }
        state = State.LIVE;
        if (missed.snapshot() != null) {
            announce(missed.snapshot());
        }
        for (Frame frame : missed.frames()) {
            if (state == State.LIVE && isNews(frame) && hasRoom(false)) {
                write(frame);
            }
        }
        if (state == State.LIVE && position == null) {
            // A snapshot was asked for while this was on its way.
            askForMissed();
        } else if (state == State.LIVE) {
            send(missed.closing());
            owed.forEach(this::send);
            owed = List.of();
        }
    }

    /** Writes a heartbeat, tries to wake a stream that lags, and closes one that has not moved for long. */
    void heartbeat(Buffer beat) {
        if (state == State.LIVE && hasRoom(true)) {
            missedHeartbeats = 0;
            send(beat);
        } else if (state == State.LAGGING && !response.writeQueueFull()) {
            askForMissed();
        } else if (state == State.LAGGING && ++missedHeartbeats >= PATIENCE) {
            end();
        }
    }

    /** Writes what need not be repeated when it is missed. */
    void tell(Buffer event) {
        if (state == State.LIVE && hasRoom(true)) {
            send(event);
        }
    }

    /** Writes an event now, or once the receiver has what it missed. */
    void pass(Buffer event) {
        if (state == State.LIVE && hasRoom(true)) {
            send(event);
        } else {
            owe(event);
        }
    }

    // What is asked of the same receiver again and again while it takes nothing is asked once too often.
    private void owe(Buffer event) {
        if (owed.size() < MOST_OWED && !owed.contains(event)) {
            owed = Stream.concat(owed.stream(), Stream.of(event)).toList();
        }
    }

    /** Ends the stream at once; what was not sent yet is lost. */
    void end() {
        group.remove(this);
        var _ = response.reset();
    }

    /** Whether the connection is not known to be gone. */
    boolean isOpen() {
        return state != State.CLOSED;
    }

    /** Notes that the connection is gone. */
    void closed() {
        state = State.CLOSED;
        receiver.presence.end();
    }

    private boolean isNews(Frame frame) {
        return position == null
                || !position.sharesEpochWith(frame.position())
                || frame.position().revision() > position.revision();
    }

    private boolean hasRoom(boolean live) {
        if (!response.writeQueueFull()) {
            return true;
        }
        state = State.LAGGING;
        if (live) {
            group.countSlow();
        }
        response.drainHandler(_ -> {
            if (state == State.LAGGING) {
                askForMissed();
            }
        });
        return false;
    }

    private void write(Frame frame) {
        Buffer bytes = isNext(frame) ? frame.bytesFor(historyFrom) : null;
        if (bytes == null) {
            askForMissed();
            return;
        }
        send(bytes);
        position = frame.position();
    }

    private boolean isNext(Frame frame) {
        return position != null && position.next().equals(frame.position());
    }

    private void announce(StoredSnapshot snapshot) {
        send(EventText.of(new SyncEvent.SnapshotAt(snapshot.position(), snapshot.hash(), snapshot.url())));
        // A snapshot in place of the very next frame leaves no gap in what the receiver has.
        boolean gap = position == null || !position.next().equals(snapshot.position());
        historyFrom = gap ? snapshot.position().revision() : historyFrom;
        position = snapshot.position();
    }

    private void askForMissed() {
        state = State.WAITING;
        missedHeartbeats = 0;
        group.askForMissed(this);
    }

    private void send(Buffer bytes) {
        var _ = response.write(bytes);
    }

    /**
     * Who receives.
     *
     * @param credential what it identified itself with
     * @param presence   ended when the stream is gone
     */
    record Receiver(Credential credential, Presence presence) {}

    private enum State {
        WAITING,
        LIVE,
        LAGGING,
        CLOSED
    }
}
