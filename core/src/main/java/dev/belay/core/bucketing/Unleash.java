package dev.belay.core.bucketing;

import java.util.Map;

/**
 * Unleash's {@code unsigned32(murmur3_x86_32(utf8(groupId + ":" + key), seed)) % total}, with the group id as salt.
 * Unleash counts its buckets from 1 and compares by {@code <=}; counted from 0 and compared by {@code <} they are the
 * same. Gradual rollouts hash with seed 0 into 100 buckets, variants with a seed of their own into as many as the
 * weights add up to.
 */
final class Unleash implements Arithmetic {

    /** The seed of rollouts. */
    static final int ROLLOUT_SEED = 0;

    /** The seed of variants, which makes them independent of rollouts. */
    static final int VARIANT_SEED = 86_028_157;

    private final int seed;
    private final Totals totals;

    Unleash(int seed, int usualTotal) {
        this.seed = seed;
        this.totals = Totals.any(usualTotal);
    }

    @Override
    public Totals totals() {
        return totals;
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        Murmur3 salted = Murmur3.after(salt + ":", seed);
        return key -> Integer.toUnsignedLong(salted.hash32(key)) % total;
    }
}
