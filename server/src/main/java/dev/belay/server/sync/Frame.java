package dev.belay.server.sync;

import dev.belay.control.MemberChunks;
import dev.belay.core.Position;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the forms in which streams can receive it. The buffers are shared by all streams and never changed.
 *
 * @param position where the frame leads
 * @param full     every change spelled out, or null when that would be too large for a stream
 * @param restore  the way back to an earlier state that the receiver still holds, or null when there is none
 * @param of       the revision of that earlier state; without meaning when there is no {@code restore}
 */
record Frame(
        Position position, @Nullable Buffer full, @Nullable Buffer restore, long of) {

    /** A receiver keeps this many of the states that it has applied; their chunks of members can still be had. */
    static final int HISTORY = MemberChunks.WINDOW;

    /** A frame that no stream can receive, so that all of them need a snapshot. */
    static Frame none(Position position) {
        return new Frame(position, null, null, 0);
    }

    /** The bytes for a receiver that has applied every entry since {@code historyFrom}, or null: it needs a snapshot. */
    @Nullable
    Buffer bytesFor(long historyFrom) {
        return restore != null && of >= historyFrom && position.revision() - of <= HISTORY ? restore : full;
    }

    /** What keeping this frame costs. */
    int size() {
        return (full == null ? 0 : full.length()) + (restore == null ? 0 : restore.length());
    }
}
