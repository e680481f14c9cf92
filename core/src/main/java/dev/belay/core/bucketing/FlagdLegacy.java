package dev.belay.core.bucketing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * flagd's {@code fractional} before April 2026: {@code |int32(murmur3_x86_32(utf8(salt + key), seed 0))| / (2^31 - 1)},
 * in percent and double precision, against the sums of {@code 100 * weight / total}. The three hashes whose fraction is
 * not below 1 are in no slice. The point is the absolute hash.
 */
final class FlagdLegacy implements Arithmetic {

    private static final int HUNDRED = 100;

    @Override
    public Totals totals() {
        return Totals.any(HUNDRED);
    }

    @Override
    public long point(String salt, String key, int total, Map<String, String> parameters) {
        return Math.abs((long) Murmur3.hash32((salt + key).getBytes(StandardCharsets.UTF_8), 0));
    }

    @Override
    public int bucket(long point, int total) {
        return (int) Math.min(total, ratio(point) * total);
    }

    @Override
    public int slice(long point, int[] weights, int total) {
        double percent = ratio(point) * HUNDRED;
        double end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += (double) HUNDRED * weights[at] / total;
            if (percent < end) {
                return at;
            }
        }
        return REST;
    }

    private static double ratio(long point) {
        return (double) point / Integer.MAX_VALUE;
    }
}
