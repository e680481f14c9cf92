package dev.belay.server.sync;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.member.ChunkFormat;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compressed bytes of the chunks that were asked for last, because every instance of an application asks for the
 * same.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ZippedChunks {

    private static final int MOST_BYTES = 32 << 20;

    private final Map<String, Buffer> buffers = new LinkedHashMap<>(64, 0.75f, true);
    private int bytes;

    Buffer of(MemberChunk chunk) {
        Buffer known = find(chunk.hash());
        if (known != null) {
            return known;
        }
        Buffer zipped =
                Buffer.buffer(SnapshotEncoding.zip(ChunkFormat.write(chunk).bytes()));
        keep(chunk.hash(), zipped);
        return zipped;
    }

    private synchronized @Nullable Buffer find(String hash) {
        return buffers.get(hash);
    }

    private synchronized void keep(String hash, Buffer zipped) {
        Buffer replaced = buffers.put(hash, zipped);
        bytes += zipped.length() - (replaced == null ? 0 : replaced.length());
        Iterator<Buffer> eldestFirst = buffers.values().iterator();
        while (bytes > MOST_BYTES && buffers.size() > 1) {
            bytes -= eldestFirst.next().length();
            eldestFirst.remove();
        }
    }
}
