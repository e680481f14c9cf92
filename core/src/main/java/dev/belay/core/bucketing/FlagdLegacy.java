package dev.belay.core.bucketing;

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
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        Murmur3 salted = Murmur3.after(salt, 0);
        return key -> Math.abs((long) salted.hash32(key));
    }

    @Override
    public int bucket(long point, int total) {
        return (int) Math.min(total, ratio(point) * total);
    }

    @Override
    public Seams seams(int[] weights, int total) {
        double[] ends = new double[weights.length];
        double end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += (double) HUNDRED * weights[at] / total;
            ends[at] = end;
        }
        return point -> slice(ratio(point) * HUNDRED, ends);
    }

    private static int slice(double percent, double[] ends) {
        for (int at = 0; at < ends.length; at++) {
            if (percent < ends[at]) {
                return at;
            }
        }
        return REST;
    }

    private static double ratio(long point) {
        return (double) point / Integer.MAX_VALUE;
    }
}
