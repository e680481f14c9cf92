package dev.belay.core.flag;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a segment's members: texts in the order of their UTF-8 bytes, known by the hash of what they are written
 * as. Looking one up is a binary search in one array of bytes, so that its cost is bounded whatever the keys are, and
 * nothing is allocated.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class MemberChunk {

    private final String hash;
    private final byte[] bytes;
    private final int[] ends;

    private MemberChunk(String hash, byte[] bytes, int[] ends) {
        this.hash = hash;
        this.bytes = bytes;
        this.ends = ends;
    }

    /**
     * The chunk of some keys.
     *
     * @param hash  what the chunk is known by; the caller vouches for it
     * @param bytes the keys in valid UTF-8, one after another; copied
     * @param ends  where each key ends; copied
     * @throws IllegalArgumentException if there is no key, or the keys do not ascend strictly
     */
    public static MemberChunk of(String hash, byte[] bytes, int[] ends) {
        MemberChunk chunk = new MemberChunk(hash, bytes.clone(), ends.clone());
        chunk.check();
        return chunk;
    }

    private void check() {
        if (ends.length == 0 || ends[ends.length - 1] != bytes.length) {
            throw new IllegalArgumentException("The chunk " + hash + " has no keys, or bytes that belong to none");
        }
        for (int index = 0; index < ends.length; index++) {
            boolean ascends = ends[index] > start(index) && (index == 0 || compare(index - 1, this, index) < 0);
            if (!ascends) {
                throw new IllegalArgumentException(
                        "The keys of the chunk " + hash + " do not ascend at number " + index);
            }
        }
    }

    /** What the chunk is known by. */
    public String hash() {
        return hash;
    }

    /** How many keys there are; at least one. */
    public int size() {
        return ends.length;
    }

    /** The key with this number, from 0. */
    public String key(int index) {
        return new String(bytes, start(index), ends[index] - start(index), StandardCharsets.UTF_8);
    }

    /** The UTF-8 bytes of the key with this number; a copy. */
    public byte[] utf8(int index) {
        return Arrays.copyOfRange(bytes, start(index), ends[index]);
    }

    /** Whether the key is one of these. */
    public boolean contains(String key) {
        int low = 0;
        int high = ends.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(key, middle);
            if (order == 0) {
                return true;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Whether every key here comes before every key there. */
    public boolean isBefore(MemberChunk other) {
        return compare(ends.length - 1, other, 0) < 0;
    }

    /** How a text compares with the key with this number, in the order of UTF-8. */
    public int compare(String key, int index) {
        return Utf8Order.compare(key, bytes, start(index), ends[index]);
    }

    private int compare(int index, MemberChunk other, int otherIndex) {
        return Arrays.compareUnsigned(
                bytes, start(index), ends[index], other.bytes, other.start(otherIndex), other.ends[otherIndex]);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Chunks are equal when their hashes are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberChunk chunk && hash.equals(chunk.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** The hash and the size. */
    @Override
    public String toString() {
        return "MemberChunk[" + hash + ", " + ends.length + " keys]";
    }
}
