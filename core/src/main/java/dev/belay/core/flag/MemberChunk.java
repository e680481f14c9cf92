package dev.belay.core.flag;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a segment's members: texts in the order of their UTF-8 bytes, known by the hash of what they are written
 * as. Looking one up allocates nothing, and its cost is bounded whatever the keys are.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class MemberChunk {

    private final String hash;
    private final SortedKeys keys;
    private final KeyTags tags;

    private MemberChunk(String hash, SortedKeys keys) {
        this.hash = hash;
        this.keys = keys;
        this.tags = new KeyTags(keys);
    }

    /**
     * The chunk of some keys.
     *
     * @param hash  what the chunk is known by; the caller vouches for it
     * @param bytes the keys in valid UTF-8, one after another; copied
     * @param ends  where each key ends; copied
     * @throws IllegalArgumentException if there is no key, or more than 65,536, or they do not ascend strictly
     */
    public static MemberChunk of(String hash, byte[] bytes, int[] ends) {
        if (ends.length == 0 || ends.length > KeyTags.MOST_KEYS || ends[ends.length - 1] != bytes.length) {
            throw new IllegalArgumentException("The chunk " + hash + " has no keys, or more than " + KeyTags.MOST_KEYS
                    + ", or bytes that belong to none");
        }
        SortedKeys keys = new SortedKeys(bytes.clone(), ends.clone());
        for (int index = 0; index < ends.length; index++) {
            if (keys.isEmpty(index) || (index > 0 && keys.compare(index - 1, keys, index) >= 0)) {
                throw new IllegalArgumentException(
                        "The keys of the chunk " + hash + " do not ascend at number " + index);
            }
        }
        return new MemberChunk(hash, keys);
    }

    /** What the chunk is known by. */
    public String hash() {
        return hash;
    }

    /** How many keys there are; at least one. */
    public int size() {
        return keys.size();
    }

    /** How many bytes it takes in memory, but for a few. */
    public long bytes() {
        return keys.bytes() + tags.bytes();
    }

    /** The key with this number, from 0. */
    public String key(int index) {
        return keys.key(index);
    }

    /** The UTF-8 bytes of the key with this number; a copy. */
    public byte[] utf8(int index) {
        return keys.utf8(index);
    }

    /** Whether the key is one of these. */
    public boolean contains(String key) {
        return tags.contains(key);
    }

    /** The number of the last key that does not come after a text; -1 when all do. */
    public int floor(String key) {
        return keys.floor(key);
    }

    /** Whether every key here comes before every key there. */
    public boolean isBefore(MemberChunk other) {
        return keys.compare(keys.size() - 1, other.keys, 0) < 0;
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
        return "MemberChunk[" + hash + ", " + keys.size() + " keys]";
    }
}
