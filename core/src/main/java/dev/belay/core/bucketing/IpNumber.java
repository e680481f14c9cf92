package dev.belay.core.bucketing;

import java.util.ArrayList;
import java.util.List;

/** IP addresses in text form as numbers; written here because the platform's own parser may ask a name server. */
final class IpNumber {

    private static final int PARTS = 4;
    private static final int GROUPS = 8;
    private static final int BITS_OF_GROUP = 16;
    private static final long WRONG = -1;

    private IpNumber() {}

    /** The sum of an IPv4 address's parts, or an IPv6 address's 128 bits, modulo {@code divisor}; -1 for other texts. */
    static long modulo(String text, int divisor) {
        return text.indexOf(':') < 0 ? sumOfParts(text, divisor) : bits(text, divisor);
    }

    private static long sumOfParts(String text, int divisor) {
        long[] parts = parts(text);
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return parts.length == 0 ? WRONG : sum % divisor;
    }

    private static long bits(String text, int divisor) {
        long[] groups = groups(text);
        long remainder = 0;
        for (long group : groups) {
            remainder = ((remainder << BITS_OF_GROUP) + group) % divisor;
        }
        return groups.length == 0 ? WRONG : remainder;
    }

    private static long[] groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            long[] all = run(text);
            return all.length == GROUPS ? all : new long[0];
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        long[] head = run(before);
        long[] tail = run(after);
        boolean wrong = (head.length == 0 && !before.isEmpty()) || (tail.length == 0 && !after.isEmpty());
        if (wrong || head.length + tail.length >= GROUPS || before.indexOf('.') >= 0) {
            return new long[0];
        }
        long[] all = new long[GROUPS];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return all;
    }

    /** Groups between colons, of which the last may be an IPv4 address; none if one is wrong. */
    private static long[] run(String text) {
        List<Long> groups = new ArrayList<>();
        String[] words = text.split(":", -1);
        for (int at = 0; at < words.length; at++) {
            if (at == words.length - 1 && words[at].indexOf('.') >= 0) {
                long[] parts = parts(words[at]);
                if (parts.length == 0) {
                    return parts;
                }
                groups.add(parts[0] << Byte.SIZE | parts[1]);
                groups.add(parts[2] << Byte.SIZE | parts[3]);
            } else {
                groups.add(number(words[at], PARTS, 16));
            }
        }
        return groups.contains(WRONG)
                ? new long[0]
                : groups.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] parts(String text) {
        String[] words = text.split("\\.", -1);
        if (words.length != PARTS) {
            return new long[0];
        }
        long[] parts = new long[PARTS];
        for (int at = 0; at < PARTS; at++) {
            parts[at] = number(words[at], 3, 10);
            if (parts[at] == WRONG || parts[at] > 0xff) {
                return new long[0];
            }
        }
        return parts;
    }

    private static long number(String digits, int most, int radix) {
        boolean readable = !digits.isEmpty()
                && digits.length() <= most
                && digits.chars().allMatch(letter -> letter < 0x80 && Character.digit(letter, radix) >= 0);
        return readable ? Long.parseLong(digits, radix) : WRONG;
    }
}
