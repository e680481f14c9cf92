package dev.belay.core.condition;

import dev.belay.core.Value;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; an IPv4 address, and an IPv6 address that carries one ({@code ::ffff:10.0.0.1}), are the
 * same. Only literals are read: no name is ever looked up.
 */
record IpAddress(long high, long low) {

    static final int BITS = 128;

    /** What precedes the 32 bits of an IPv4 address. */
    static final long MAPPED = 0xffff_0000_0000L;

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
        return isV4(high, low);
    }

    static boolean isV4(long high, long low) {
        return high == 0 && (low >>> 32) == 0xffff;
    }

    /** Four decimal numbers without leading zeros; -1 if the text is anything else. */
    static long v4(String text) {
        long address = 0;
        int at = 0;
        for (int part = 1; part <= BYTES_OF_V4; part++) {
            int end = text.indexOf('.', at);
            end = end < 0 ? text.length() : end;
            int number = octet(text, at, end);
            if (number < 0 || (end == text.length()) != (part == BYTES_OF_V4)) {
                return -1;
            }
            address = address << 8 | number;
            at = end + 1;
        }
        return address;
    }

    private static int octet(String text, int from, int end) {
        int digits = end - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int at = from; at < end; at++) {
            char letter = text.charAt(at);
            number = letter < '0' || letter > '9' ? 1_000_000 : number * 10 + letter - '0';
        }
        return number > 255 ? -1 : number;
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
