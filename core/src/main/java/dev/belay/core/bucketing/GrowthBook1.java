package dev.belay.core.bucketing;

import java.util.Map;

/**
 * GrowthBook's hash version 1: {@code fnv1a_32(key + seed) % 1000}, with the seed as salt. An empty key is in no bucket.
 * Similar salts give strongly dependent splits.
 */
final class GrowthBook1 implements Arithmetic {

    private static final int TOTAL = 1_000;

    @Override
    public Totals totals() {
        return Totals.only(TOTAL);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return key -> point(salt, key);
    }

    private static long point(String salt, String key) {
        return key.isEmpty() ? NO_POINT : Integer.remainderUnsigned(Fnv1a.hash32(key + salt), TOTAL);
    }
}
