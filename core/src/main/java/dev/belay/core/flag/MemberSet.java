package dev.belay.core.flag;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a large segment: chunks in ascending order, which sets that differ a little share. An exact set, in
 * which a text is found in time that grows with the logarithm of its size whatever the texts are.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class MemberSet {

    /** No members. */
    public static final MemberSet EMPTY = new MemberSet(List.of());

    private final MemberChunk[] chunks;
    private final ChunkIndex index;
    private final int count;

    /**
     * The set of these chunks' keys.
     *
     * @throws IllegalArgumentException if the chunks do not ascend, or hold more than {@link Integer#MAX_VALUE} keys
     */
    public MemberSet(List<MemberChunk> chunks) {
        this.chunks = chunks.toArray(MemberChunk[]::new);
        long sum = 0;
        for (int index = 0; index < this.chunks.length; index++) {
            if (index > 0 && !this.chunks[index - 1].isBefore(this.chunks[index])) {
                throw new IllegalArgumentException("The chunk " + this.chunks[index].hash() + ", number " + index
                        + ", does not come after the one before it");
            }
            sum += this.chunks[index].size();
        }
        this.count = Math.toIntExact(sum);
        this.index = new ChunkIndex(chunks);
    }

    /** The chunks, ascending. */
    public List<MemberChunk> chunks() {
        return List.of(chunks);
    }

    /** What the chunks are known by, in their order. */
    public List<String> hashes() {
        return Stream.of(chunks).map(MemberChunk::hash).toList();
    }

    /** How many keys there are. */
    public int count() {
        return count;
    }

    /** Whether the key is a member. */
    public boolean contains(String key) {
        int index = indexOf(key);
        return index >= 0 && chunks[index].contains(key);
    }

    /** The number of the only chunk that can hold the key; -1 when the key comes before all of them. */
    public int indexOf(String key) {
        return index.floor(key);
    }

    /** The keys in the order of their UTF-8 bytes. */
    public Stream<String> keys() {
        return Stream.of(chunks)
                .flatMap(chunk -> IntStream.range(0, chunk.size()).mapToObj(chunk::key));
    }

    /** Sets are equal when their chunks are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberSet set && Arrays.equals(chunks, set.chunks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(chunks);
    }

    /** The number of keys and chunks. */
    @Override
    public String toString() {
        return "MemberSet[" + count + " keys in " + chunks.length + " chunks]";
    }
}
