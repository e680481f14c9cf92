package dev.belay.json.member;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts ascending keys into chunks, where the keys themselves say so: the same set always gives the same chunks, and a
 * key that comes or goes changes the chunk that it lies in and seldom another.
 *
 * <p>A key is as large as its UTF-8 bytes and 3 more. It begins a new chunk when the one so far has at least
 * {@value #LEAST} bytes and the first 32 bits of the key's SHA-256 are less than its size times 2^18, which is one in
 * 16,384 for each byte; or when with it the chunk would have more than {@value #MOST}.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class MemberPartition {

    static final int LEAST = 16 << 10;
    static final int MOST = 64 << 10;

    private static final int AROUND_A_KEY = 3;
    private static final int ONE_BYTE = 1 << 18;

    private final MessageDigest digest = Sha256.digest();
    private final List<MemberChunk> chunks = new ArrayList<>();
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream(MOST);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream(MOST + 2);
    private int[] ends = new int[1024];
    private int count;
    private int size;
    private byte @Nullable [] last;

    /** A partition without keys. */
    public MemberPartition() {}

    /**
     * Adds the next key; one that equals the last one counts once.
     *
     * @param key in UTF-8; kept, and must not be changed
     * @throws IllegalArgumentException if the key comes before the last one
     */
    public void add(byte[] key) {
        int order = last == null ? -1 : Arrays.compareUnsigned(last, key);
        if (order > 0) {
            throw new IllegalArgumentException("A key comes before the one that was added last");
        }
        if (order < 0) {
            append(key);
        }
    }

    private void append(byte[] key) {
        endsBefore(key);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ChunkFormat.write(key, count == 0, written);
        keys.writeBytes(key);
        ends[count++] = keys.size();
        size += key.length + AROUND_A_KEY;
        last = key;
    }

    /** Whether this key begins a chunk; what was under way until then is ended. */
    boolean endsBefore(byte[] key) {
        boolean full = size + key.length + AROUND_A_KEY > MOST;
        if (count > 0 && (full || (size >= LEAST && beginsChunk(key)))) {
            cut();
        }
        return count == 0;
    }

    private boolean beginsChunk(byte[] key) {
        byte[] hash = digest.digest(key);
        long first = (hash[0] & 0xffL) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
        return first < (long) (key.length + AROUND_A_KEY) * ONE_BYTE;
    }

    /** Adds a chunk that this partition would make, too. */
    void add(MemberChunk chunk) {
        if (count > 0) {
            throw new IllegalStateException("A chunk is under way");
        }
        chunks.add(chunk);
        last = chunk.utf8(chunk.size() - 1);
    }

    /** Ends the chunk under way, because the next key begins another one. */
    private void cut() {
        written.write(']');
        chunks.add(MemberChunk.of(Sha256.hex(written.toByteArray()), keys.toByteArray(), Arrays.copyOf(ends, count)));
        written.reset();
        keys.reset();
        count = 0;
        size = 0;
    }

    /** The set of all keys. */
    public MemberSet finish() {
        if (count > 0) {
            cut();
        }
        return new MemberSet(chunks);
    }
}
