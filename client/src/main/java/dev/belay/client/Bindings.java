package dev.belay.client;

import org.jspecify.annotations.Nullable;

/**
 * Bindings of flags that were asked for by key. It forgets some when their keys fall together, which costs whoever asks
 * for them no more than looking them up again; keys whose hash codes collide cost no more than that either.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads. Nothing is synchronized, because bindings are immutable and a
 * thread that does not see one makes it again.
 */
final class Bindings {

    private static final int FEWEST = 16;
    private static final int MOST = 1 << 16;
    private static final int PROBES = 8;

    /** 2^32 divided by the golden ratio, which spreads keys that differ in their last letters (Knuth, TAOCP 6.4). */
    private static final int GOLDEN = 0x9e3779b9;

    private final int mask;
    private final int shift;
    private @Nullable Binding @Nullable [] table;

    /** @param flags how many there are to ask for */
    Bindings(int flags) {
        int room = Math.max(FEWEST, 2 * Math.min(flags, MOST / 2));
        this.mask = Integer.highestOneBit(room * 2 - 1) - 1;
        this.shift = Integer.numberOfLeadingZeros(mask);
    }

    /** What is kept for a key, or null. */
    @Nullable
    Binding find(String key) {
        @Nullable Binding[] kept = table;
        int home = home(key);
        for (int probe = 0; kept != null && probe < PROBES; probe++) {
            Binding binding = kept[(home + probe) & mask];
            if (binding == null) {
                return null;
            }
            if (binding.key().equals(key)) {
                return binding;
            }
        }
        return null;
    }

    /** Keeps a binding, and answers it. */
    Binding keep(Binding binding) {
        @Nullable Binding[] kept = table;
        if (kept == null) {
            kept = new @Nullable Binding[mask + 1];
            table = kept;
        }
        int home = home(binding.key());
        int probe = 0;
        while (probe < PROBES - 1 && kept[(home + probe) & mask] != null) {
            probe++;
        }
        kept[(home + probe) & mask] = binding;
        return binding;
    }

    private int home(String key) {
        return (key.hashCode() * GOLDEN) >>> shift;
    }
}
