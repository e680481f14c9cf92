package dev.belay.core.condition;

import dev.belay.core.Value;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; an IPv4 address, and an IPv6 address that carries one ({@code ::ffff:10.0.0.1}), are the
 * same. Only literals are read: no name is ever looked up.
 */
record IpAddress(long high, long low) {

    static final int BITS = 128;

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int GROUPS = 8;
    private static final int BYTES_OF_V4 = 4;
    private static final int LONGEST = 45;

    /** The address that a text writes; null if it writes none. */
    static @Nullable IpAddress read(Value value) {
        return value instanceof Value.TextValue text ? parse(text.value()) : null;
    }

    static @Nullable IpAddress parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        if (text.indexOf(':') >= 0) {
            return v6(text);
        }
        long v4 = v4(text);
        return v4 < 0 ? null : new IpAddress(0, MAPPED | v4);
    }

    /** Whether this is an IPv4 address. */
    boolean isV4() {
        return high == 0 && (low >>> 32) == 0xffff;
    }

    /** Four decimal numbers without leading zeros; -1 if the text is anything else. */
    private static long v4(String text) {
        String[] parts = text.split("\\.", -1);
        long address = parts.length == BYTES_OF_V4 ? 0 : -1;
        for (int index = 0; index < parts.length && address >= 0; index++) {
            long number = parts[index].length() > 3 ? -1 : Version.number(parts[index]);
            address = number < 0 || number > 255 ? -1 : address << 8 | number;
        }
        return address;
    }

    private static @Nullable IpAddress v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text);
            return groups != null && groups.length == GROUPS ? of(groups, new int[0]) : null;
        }
        int[] before = groups(text.substring(0, gap));
        int[] after = groups(text.substring(gap + 2));
        return before != null && after != null && before.length + after.length < GROUPS && !endsInV4(text, gap)
                ? of(before, after)
                : null;
    }

    /** Whether the dotted part stands before the gap, where it may not. */
    private static boolean endsInV4(String text, int gap) {
        return text.lastIndexOf('.', gap) >= 0;
    }

    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (dotted ? 1 : 0)];
        for (int index = 0; index < parts.length - (dotted ? 1 : 0); index++) {
            groups[index] = group(parts[index]);
            if (groups[index] < 0) {
                return null;
            }
        }
        return !dotted || putV4(groups, parts[parts.length - 1]) ? groups : null;
    }

    private static boolean putV4(int[] groups, String text) {
        long v4 = v4(text);
        groups[groups.length - 2] = (int) (v4 >>> 16);
        groups[groups.length - 1] = (int) (v4 & 0xffff);
        return v4 >= 0;
    }

    private static int group(String text) {
        int group = text.isEmpty() || text.length() > 4 ? -1 : 0;
        for (int index = 0; index < text.length() && group >= 0; index++) {
            char letter = text.charAt(index);
            int digit = letter < 128 ? Character.digit(letter, 16) : -1;
            group = digit < 0 ? -1 : group << 4 | digit;
        }
        return group;
    }

    private static IpAddress of(int[] before, int[] after) {
        long[] halves = new long[2];
        for (int index = 0; index < before.length; index++) {
            halves[index / 4] |= (long) before[index] << (48 - index % 4 * 16);
        }
        for (int index = 0; index < after.length; index++) {
            int place = GROUPS - after.length + index;
            halves[place / 4] |= (long) after[index] << (48 - place % 4 * 16);
        }
        return new IpAddress(halves[0], halves[1]);
    }
}
