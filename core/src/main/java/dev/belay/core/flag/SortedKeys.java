package dev.belay.core.flag;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Texts in the order of their UTF-8 bytes, which lie one after another.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class SortedKeys {

    private final byte[] bytes;
    private final int[] ends;

    /** @param ends where each key ends; neither array is copied */
    SortedKeys(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** The first key of each chunk, side by side. */
    static SortedKeys firstOf(Collection<MemberChunk> chunks) {
        int[] ends = new int[chunks.size()];
        byte[] bytes =
                new byte[chunks.stream().mapToInt(chunk -> chunk.utf8(0).length).sum()];
        int count = 0;
        int length = 0;
        for (MemberChunk chunk : chunks) {
            byte[] first = chunk.utf8(0);
            System.arraycopy(first, 0, bytes, length, first.length);
            length += first.length;
            ends[count++] = length;
        }
        return new SortedKeys(bytes, ends);
    }

    int size() {
        return ends.length;
    }

    long bytes() {
        return bytes.length + (long) Integer.BYTES * ends.length;
    }

    String key(int index) {
        return new String(bytes, start(index), ends[index] - start(index), StandardCharsets.UTF_8);
    }

    byte[] utf8(int index) {
        return Arrays.copyOfRange(bytes, start(index), ends[index]);
    }

    boolean isEmpty(int index) {
        return ends[index] <= start(index);
    }

    /** How a text compares with the key with this number. */
    int compare(String key, int index) {
        return Utf8Order.compare(key, bytes, start(index), ends[index]);
    }

    int compare(int index, SortedKeys other, int otherIndex) {
        return Arrays.compareUnsigned(
                bytes, start(index), ends[index], other.bytes, other.start(otherIndex), other.ends[otherIndex]);
    }

    /** The number of the last key that does not come after a text; -1 when all do. */
    int floor(String key) {
        int low = 0;
        int high = ends.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (compare(key, middle) >= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
