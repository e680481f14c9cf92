package dev.belay.core.bucketing;

import java.util.Map;

/**
 * GrowthBook's hash version 2: {@code fnv1a_32(decimal(fnv1a_32(seed + key))) % 10000}, with the seed as salt. An empty
 * key is in no bucket.
 */
final class GrowthBook2 implements Arithmetic {

    private static final int TOTAL = 10_000;

    @Override
    public Totals totals() {
        return Totals.only(TOTAL);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return key -> point(salt, key);
    }

    private static long point(String salt, String key) {
        if (key.isEmpty()) {
            return NO_POINT;
        }
        String inner = Integer.toUnsignedString(Fnv1a.hash32(salt + key));
        return Integer.remainderUnsigned(Fnv1a.hash32(inner), TOTAL);
    }
}
