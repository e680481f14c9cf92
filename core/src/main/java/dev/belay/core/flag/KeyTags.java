package dev.belay.core.flag;

import java.util.Arrays;

/**
 * Finds a key among sorted ones by 16 bits of its hash, so that hardly any other has to be looked at. The tags are
 * sorted, and where many keys share one, those lie in their own order and are searched by that; so that keys with equal
 * hashes cost what any binary search costs.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class KeyTags {

    static final int MOST_KEYS = 1 << 16;

    private static final int MIXER = 0x9e3779b9;

    private final SortedKeys keys;
    private final char[] tags;
    private final char[] numbers;

    KeyTags(SortedKeys keys) {
        this.keys = keys;
        int count = keys.size();
        int[] tagged = new int[count];
        for (int number = 0; number < count; number++) {
            tagged[number] = ((tag(keys.key(number)) ^ 0x8000) << 16) | number;
        }
        Arrays.sort(tagged);
        tags = new char[count];
        numbers = new char[count];
        for (int index = 0; index < count; index++) {
            tags[index] = (char) ((tagged[index] >>> 16) ^ 0x8000);
            numbers[index] = (char) tagged[index];
        }
    }

    long bytes() {
        return 2L * Character.BYTES * tags.length;
    }

    boolean contains(String key) {
        int tag = tag(key);
        int low = first(tag);
        int high = low < tags.length && tags[low] == tag ? first(tag + 1) : low;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = keys.compare(key, numbers[middle]);
            if (order == 0) {
                return true;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return false;
    }

    // Where the first tag is that is not less. It is looked for around where it lies if tags are spread evenly, ever
    // farther away if they are not.
    private int first(int tag) {
        int guess = Math.min((int) (((long) tag * tags.length) >>> 16), tags.length - 1);
        int low = guess;
        int high = guess;
        for (int step = 8; low > 0 && tags[low - 1] >= tag; step *= 2) {
            high = low;
            low = Math.max(0, low - step);
        }
        for (int step = 8; high < tags.length && tags[high] < tag; step *= 2) {
            low = high + 1;
            high = Math.min(tags.length, high + step);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tags[middle] < tag) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int tag(String key) {
        return (key.hashCode() * MIXER) >>> 16;
    }
}
