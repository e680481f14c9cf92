package dev.belay.core.flag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many buckets each variant has altogether, and the rest, under the name {@link Slice#REST}.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Weights {

    private final Map<String, Integer> byVariant;
    private final int total;

    private Weights(Map<String, Integer> byVariant, int total) {
        this.byVariant = Collections.unmodifiableMap(byVariant);
        this.total = total;
    }

    static Weights of(List<Slice> slices, int total) {
        Map<String, Integer> sums = new LinkedHashMap<>();
        withRest(slices, total).forEach(slice -> sums.merge(slice.variant(), slice.weight(), Integer::sum));
        return new Weights(sums, total);
    }

    static Weights of(Map<String, Integer> given, int total) {
        return of(
                given.entrySet().stream()
                        .map(entry -> new Slice(entry.getKey(), entry.getValue()))
                        .toList(),
                total);
    }

    /** The slices, and what is left of the total as a slice of the rest. */
    static List<Slice> withRest(List<Slice> slices, int total) {
        long taken = slices.stream().mapToLong(Slice::weight).sum();
        if (taken > total) {
            throw new IllegalArgumentException(
                    "The weights add up to " + taken + ", and they must not exceed the total of " + total);
        }
        List<Slice> all = new ArrayList<>(slices);
        all.add(Slice.rest((int) (total - taken)));
        return all;
    }

    int of(String variant) {
        return byVariant.getOrDefault(variant, 0);
    }

    Set<String> variants() {
        return byVariant.keySet();
    }

    int total() {
        return total;
    }
}
