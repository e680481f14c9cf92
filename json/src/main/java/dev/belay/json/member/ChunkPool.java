package dev.belay.json.member;

import dev.belay.core.flag.MemberChunk;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The chunks that are in use somewhere, so that whoever reads one again shares it. Chunks that nobody uses any more are
 * forgotten.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class ChunkPool {

    private final Map<String, Entry> chunks = new ConcurrentHashMap<>();
    private final ReferenceQueue<MemberChunk> forgotten = new ReferenceQueue<>();

    /** A pool without chunks. */
    public ChunkPool() {}

    /** The chunk with a hash, if it is in use. */
    public Optional<MemberChunk> find(String hash) {
        Entry entry = chunks.get(hash);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.get());
    }

    /** Has a chunk found from now on; answers it, or the one of that hash that is found already. */
    public MemberChunk share(MemberChunk chunk) {
        removeForgotten();
        Entry fresh = new Entry(chunk, forgotten);
        Entry kept = chunks.merge(chunk.hash(), fresh, (known, added) -> known.get() == null ? added : known);
        MemberChunk shared = kept.get();
        return shared == null ? chunk : shared;
    }

    private void removeForgotten() {
        for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            Entry entry = (Entry) gone;
            chunks.remove(entry.hash, entry);
        }
    }

    private static final class Entry extends WeakReference<MemberChunk> {

        private final String hash;

        Entry(MemberChunk chunk, ReferenceQueue<MemberChunk> queue) {
            super(chunk, queue);
            this.hash = chunk.hash();
        }
    }
}
