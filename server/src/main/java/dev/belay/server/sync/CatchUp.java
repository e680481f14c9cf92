package dev.belay.server.sync;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What brings a stream to the head.
 *
 * @param snapshot where to begin, or null when the stream can go on from where it is
 * @param frames   everything that follows, without a gap
 * @param closing  tells the receiver where the head is
 */
record CatchUp(@Nullable StoredSnapshot snapshot, List<Frame> frames, Buffer closing) {}
