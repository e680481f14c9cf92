package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.json.state.Checksum;
import dev.belay.json.state.LedgerState;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A flag set at one position, in the bytes that are served.
 *
 * @param position where it was taken
 * @param checksum of the state there
 * @param hash     SHA-256 of {@code plain} in hexadecimal digits, by which it is asked for
 * @param plain    the canonical document
 * @param zipped   the same, compressed by gzip
 * @param made     when it was encoded
 */
record StoredSnapshot(Position position, Checksum checksum, String hash, Buffer plain, Buffer zipped, Instant made) {

    /** Whether it is of exactly this state; a copy may have met two at one position, where its upstream's storage was put back. */
    boolean isOf(LedgerState state) {
        return position.equals(state.position()) && checksum.equals(state.checksum());
    }

    /** The path under which it is served. */
    String url() {
        return "/sdk/v1/snapshots/" + hash;
    }
}
