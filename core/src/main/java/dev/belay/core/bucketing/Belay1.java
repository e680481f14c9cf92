package dev.belay.core.bucketing;

import java.nio.charset.StandardCharsets;
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
    public long point(String salt, String key, int total, Map<String, String> parameters) {
        return Algorithm.scale(Murmur3.hash32((salt + key).getBytes(StandardCharsets.UTF_8), 0), total);
    }
}
