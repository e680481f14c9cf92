package dev.belay.server.sync;

import dev.belay.core.Position;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A flag set at one position, in the bytes that are served.
 *
 * @param position where it was taken
 * @param hash     SHA-256 of {@code plain} in hexadecimal digits, by which it is asked for
 * @param plain    the canonical document
 * @param zipped   the same, compressed by gzip
 * @param made     when it was encoded
 */
record StoredSnapshot(Position position, String hash, Buffer plain, Buffer zipped, Instant made) {

    /** The path under which it is served. */
    String url() {
        return "/sdk/v1/snapshots/" + hash;
    }
}
