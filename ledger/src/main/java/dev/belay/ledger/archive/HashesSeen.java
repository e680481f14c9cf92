package dev.belay.ledger.archive;

import java.util.HexFormat;

/**
 * Remembers the hashes of very many documents, in 16 bytes each of their 32: two that agree in these do not occur.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class HashesSeen {

    private static final int PART = 2 * Long.BYTES;
    private static final int SMALLEST = 1 << 10;

    /** Two numbers for each, at the first free place from where the first one says; both are 0 where none is. */
    private long[] slots = new long[SMALLEST];

    private int size;

    /** Whether a hash is new. */
    boolean add(String hash) {
        long first = HexFormat.fromHexDigitsToLong(hash, 0, PART);
        // No zero, because that means none.
        long second = HexFormat.fromHexDigitsToLong(hash, PART, 2 * PART) | 1;
        if (!put(slots, first, second)) {
            return false;
        }
        size++;
        if (size > slots.length / 3) {
            grow();
        }
        return true;
    }

    void clear() {
        slots = new long[SMALLEST];
        size = 0;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int at = 0; at < slots.length; at += 2) {
            if (slots[at + 1] != 0) {
                put(larger, slots[at], slots[at + 1]);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long first, long second) {
        int mask = slots.length - 2;
        for (int at = (int) first & mask; ; at = (at + 2) & mask) {
            if (slots[at + 1] == 0) {
                slots[at] = first;
                slots[at + 1] = second;
                return true;
            }
            if (slots[at] == first && slots[at + 1] == second) {
                return false;
            }
        }
    }
}
