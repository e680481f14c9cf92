package dev.belay.core.flag;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the chunk that a key belongs to by the first keys of all. What those have in common is compared once, and the
 * eight bytes after it decide nearly always.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class ChunkIndex {

    private static final int WIDTH = Long.BYTES;

    private final SortedKeys firsts;
    private final String prefix;
    private final long[] heads;

    ChunkIndex(List<MemberChunk> chunks) {
        firsts = SortedKeys.firstOf(chunks);
        byte[] first = chunks.isEmpty() ? new byte[0] : firsts.utf8(0);
        int shared = chunks.isEmpty() ? 0 : shared(first, firsts.utf8(firsts.size() - 1));
        prefix = new String(first, 0, shared, StandardCharsets.US_ASCII);
        heads = new long[firsts.size()];
        for (int index = 0; index < heads.length; index++) {
            heads[index] = head(firsts.utf8(index), shared);
        }
    }

    // Sorted keys between two of them begin with whatever those two begin with.
    private static int shared(byte[] first, byte[] last) {
        int length = 0;
        while (length < first.length && length < last.length && first[length] >= 0 && first[length] == last[length]) {
            length++;
        }
        return length;
    }

    private static long head(byte[] key, int from) {
        long head = 0;
        for (int at = from; at < from + WIDTH; at++) {
            head = (head << Byte.SIZE) | (at < key.length ? key[at] & 0xff : 0);
        }
        return head;
    }

    /** The number of the last chunk whose first key does not come after a text; -1 when all do. */
    int floor(String key) {
        if (!key.startsWith(prefix)) {
            return firsts.floor(key);
        }
        long head = 0;
        for (int at = prefix.length(); at < prefix.length() + WIDTH; at++) {
            char next = at < key.length() ? key.charAt(at) : 0;
            if (next >= 0x80) {
                return firsts.floor(key);
            }
            head = (head << Byte.SIZE) | next;
        }
        int found = floor(head);
        return found >= 0 && heads[found] == head ? firsts.floor(key) : found;
    }

    private int floor(long head) {
        int low = 0;
        int high = heads.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(heads[middle], head) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
