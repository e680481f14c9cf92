package dev.belay.core.bucketing;

import java.util.Map;

/**
 * {@code (unsigned32(murmur3_x86_32(utf8(salt + key), seed 0)) * total) >>> 32}: the high word of the product, so that
 * every bucket takes an equal part of the hash range without a modulo's bias.
 */
final class Belay1 implements Arithmetic {

    @Override
    public Totals totals() {
        return Totals.any(Bucketing.DEFAULT_TOTAL);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return new Scaled(Murmur3.after(salt, 0), total);
    }

    /** A class and not a lambda, which is one call deeper than it looks. */
    private record Scaled(Murmur3 salted, int total) implements Placement {
        @Override
        public long point(String key) {
            return Algorithm.scale(salted.hash32(key), total);
        }
    }
}
