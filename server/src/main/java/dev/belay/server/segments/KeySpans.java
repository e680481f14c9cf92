package dev.belay.server.segments;

import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.MemberPartition;
import java.util.Arrays;

/**
 * Many keys in one array of bytes, each known by where it begins and ends. Sorting moves 8 bytes for each key and takes
 * time in proportion to n log n whatever the keys are.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class KeySpans {

    private final byte[] bytes;
    private long[] spans = new long[1024];
    private int count;

    /** @param bytes where the keys lie, in UTF-8; not copied */
    KeySpans(byte[] bytes) {
        this.bytes = bytes;
    }

    void add(int from, int to) {
        if (count == spans.length) {
            spans = Arrays.copyOf(spans, 2 * count);
        }
        spans[count++] = (long) from << 32 | to;
    }

    int count() {
        return count;
    }

    /** The set of the keys; those that are there twice count once. */
    MemberSet toSet() {
        sort();
        MemberPartition partition = new MemberPartition();
        for (int index = 0; index < count; index++) {
            partition.add(Arrays.copyOfRange(bytes, from(spans[index]), to(spans[index])));
        }
        return partition.finish();
    }

    // Bottom-up merging, which leaves what ascends already in its place.
    private void sort() {
        long[] source = spans;
        long[] target = new long[count];
        for (int width = 1; width < count; width *= 2) {
            for (int low = 0; low < count; low += 2 * width) {
                merge(source, target, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
            }
            long[] swapped = source;
            source = target;
            target = swapped;
        }
        spans = source;
    }

    private void merge(long[] source, long[] target, int low, int middle, int high) {
        if (middle == high || compare(source[middle - 1], source[middle]) <= 0) {
            System.arraycopy(source, low, target, low, high - low);
            return;
        }
        int left = low;
        int right = middle;
        for (int next = low; next < high; next++) {
            boolean takeLeft = right == high || (left < middle && compare(source[left], source[right]) <= 0);
            target[next] = takeLeft ? source[left++] : source[right++];
        }
    }

    private int compare(long one, long other) {
        return Arrays.compareUnsigned(bytes, from(one), to(one), bytes, from(other), to(other));
    }

    private static int from(long span) {
        return (int) (span >>> 32);
    }

    private static int to(long span) {
        return (int) span;
    }
}
