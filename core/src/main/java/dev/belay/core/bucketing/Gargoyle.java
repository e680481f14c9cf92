package dev.belay.core.bucketing;

import java.math.BigInteger;
import java.util.Map;

/**
 * Gargoyle's {@code Percent}: the number that the key is, modulo 100, without a salt. An integer is itself, an IPv4
 * address the sum of its four parts, an IPv6 address its 128 bits; any other key is in no bucket. Gargoyle's ranges
 * include both ends, so {@code low-high} is the share from {@code low} to {@code high + 1}.
 */
final class Gargoyle implements Arithmetic {

    private static final int HUNDRED = 100;
    private static final int MOST_DIGITS = 40;

    @Override
    public Totals totals() {
        return Totals.only(HUNDRED);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return key -> point(key);
    }

    private static long point(String key) {
        if (key.isEmpty() || key.length() > MOST_DIGITS) {
            return NO_POINT;
        }
        return isInteger(key) ? ofInteger(key) : IpNumber.modulo(key, HUNDRED);
    }

    private static boolean isInteger(String key) {
        int digits = key.charAt(0) == '-' ? 1 : 0;
        return key.length() > digits && key.chars().skip(digits).allMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static long ofInteger(String key) {
        return new BigInteger(key).mod(BigInteger.valueOf(HUNDRED)).longValue();
    }
}
