package dev.belay.core.bucketing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * LaunchDarkly's fraction: the first 60 bits of {@code sha1(salt + "." + key)} as a single-precision part of 2^60. The
 * salt is {@code flagKey.salt}, or the rollout's seed. Slices end at single-precision sums of single-precision weights,
 * whose rounding decides for the keys at the seams; a key beyond the last end gets the last slice. The point is the bit
 * pattern of the fraction.
 */
final class LaunchDarkly implements Arithmetic {

    private static final int TOTAL = 100_000;
    private static final int BITS = 60;
    private static final float ALL = (float) ((1L << BITS) - 1);

    @Override
    public Totals totals() {
        return Totals.only(TOTAL);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return key -> point(salt, key);
    }

    private static long point(String salt, String key) {
        byte[] hash = sha1(salt + "." + key);
        long bits = 0;
        for (int at = 0; at < Long.BYTES; at++) {
            bits = bits << Byte.SIZE | (hash[at] & 0xff);
        }
        return Float.floatToIntBits((bits >>> (Long.SIZE - BITS)) / ALL);
    }

    /** Exact, because 24 bits times 100,000 fit into a double; the fraction 1 is outside every share, as there. */
    @Override
    public int bucket(long point, int total) {
        return (int) Math.floor((double) fraction(point) * TOTAL);
    }

    @Override
    public Seams seams(int[] weights, int total) {
        float[] ends = new float[weights.length];
        float end = 0;
        long taken = 0;
        for (int at = 0; at < weights.length; at++) {
            end += weights[at] / (float) TOTAL;
            ends[at] = end;
            taken += weights[at];
        }
        int beyond = taken == TOTAL ? weights.length - 1 : REST;
        return point -> slice(fraction(point), ends, beyond);
    }

    private static int slice(float fraction, float[] ends, int beyond) {
        for (int at = 0; at < ends.length; at++) {
            if (fraction < ends[at]) {
                return at;
            }
        }
        return beyond;
    }

    private static float fraction(long point) {
        return Float.intBitsToFloat((int) point);
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
