package dev.belay.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastMovementTest {

    private static final int RUNS = 50_000;
    private static final List<String> VARIANTS = List.of("a", "b", "c", "d", "e");

    @Test
    void movesExactlyTheTheoreticalMinimumForRandomChanges() {
        Random random = new Random(1);
        for (int run = 0; run < RUNS; run++) {
            int total = total(random);
            List<Slice> before = slices(random, total);
            Map<String, Integer> weights = weights(random, total);

            List<Slice> after = LeastMovement.allocate(before, weights, total);

            assertThat(buckets(after, total)).as("%s to %s", before, weights).isEqualTo(buckets(weights, total));
            assertThat(MovedShare.between(before, after, total))
                    .as("%s to %s gives %s", before, weights, after)
                    .isEqualTo(new MovedShare(minimum(before, weights, total), total));
            assertThat(LeastMovement.least(before, weights, total).buckets())
                    .isEqualTo(minimum(before, weights, total));
        }
    }

    @Test
    void movesNoMoreThanTheBestOfAllAssignmentsOfBuckets() {
        Random random = new Random(4);
        for (int run = 0; run < 1_000; run++) {
            int total = 1 + random.nextInt(6);
            List<Slice> before = slices(random, total);
            Map<String, Integer> weights = weights(random, total);

            List<Slice> after = LeastMovement.allocate(before, weights, total);

            assertThat(MovedShare.between(before, after, total).buckets())
                    .as("%s to %s gives %s", before, weights, after)
                    .isEqualTo(fewestOfAll(served(before, total), buckets(weights, total), 0));
        }
    }

    @Test
    void saysWhatEachVariantGainsAndLoses() {
        Random random = new Random(5);
        for (int run = 0; run < RUNS; run++) {
            int total = 1 + random.nextInt(30);
            List<Slice> before = slices(random, total);
            List<Slice> after = slices(random, total);

            Movement movement = Movement.between(before, after, total);

            Map<String, Integer> sums = new HashMap<>(buckets(before, total));
            movement.shifts()
                    .forEach(shift -> sums.merge(shift.variant(), shift.gained() - shift.lost(), Integer::sum));
            sums.values().removeIf(weight -> weight == 0);
            assertThat(sums).isEqualTo(buckets(after, total));
            assertThat(movement.moved()).isEqualTo(MovedShare.between(before, after, total));
            assertThat(movement.least().buckets()).isEqualTo(minimum(before, variants(after), total));
            assertThat(movement.moved().buckets())
                    .isEqualTo(movement.shifts().stream()
                            .mapToInt(Movement.Shift::gained)
                            .sum());
        }
    }

    @Test
    void growsByAtMostTheNumberOfVariantsInSlices() {
        Random random = new Random(2);
        List<Slice> slices = List.of(new Slice("a", 1_000));
        for (int run = 0; run < 200; run++) {
            List<Slice> next = LeastMovement.allocate(slices, weights(random, 1_000), 1_000);
            assertThat(next).hasSizeLessThanOrEqualTo(slices.size() + 2 * VARIANTS.size());
            slices = next;
        }
    }

    @Test
    void onlyShiftsTheSeamOfARamp() {
        List<Slice> before = List.of(new Slice("on", 10), new Slice("off", 90));

        assertThat(LeastMovement.allocate(before, Map.of("on", 25, "off", 75), 100))
                .containsExactly(new Slice("on", 25), new Slice("off", 75));
        assertThat(LeastMovement.allocate(before, Map.of("on", 5, "off", 95), 100))
                .containsExactly(new Slice("on", 5), new Slice("off", 95));
    }

    @Test
    void leavesAHoleRatherThanMoveAnybodyElse() {
        List<Slice> before = List.of(new Slice("a", 50), new Slice("b", 50));

        assertThat(LeastMovement.allocate(before, Map.of("a", 30, "b", 50), 100))
                .containsExactly(new Slice("a", 30), Slice.rest(20), new Slice("b", 50));
    }

    @Test
    void keepsOneSliceWhereNothingIsServedAnyMore() {
        assertThat(LeastMovement.allocate(List.of(new Slice("a", 7)), Map.of(), 10))
                .containsExactly(Slice.rest(10));
    }

    @Test
    void refusesMoreThanTheTotal() {
        assertThatThrownBy(() -> LeastMovement.allocate(List.of(), Map.of("a", 11), 10))
                .hasMessage("The weights add up to 11, and they must not exceed the total of 10");
    }

    @Test
    void countsEveryBucketThatChanges() {
        Random random = new Random(3);
        for (int run = 0; run < RUNS; run++) {
            int total = 1 + random.nextInt(30);
            List<Slice> before = slices(random, total);
            List<Slice> after = slices(random, total);

            assertThat(MovedShare.between(before, after, total))
                    .isEqualTo(new MovedShare(differences(served(before, total), served(after, total)), total));
        }
    }

    private static int total(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(20);
            case 1 -> 100_000;
            case 2 -> 1 + random.nextInt(Integer.MAX_VALUE);
            default -> Integer.MAX_VALUE;
        };
    }

    /** Goes through every way to give each bucket a variant such that the weights come out. */
    private static int fewestOfAll(List<String> before, Map<String, Integer> left, int at) {
        if (at == before.size()) {
            return 0;
        }
        int fewest = before.size();
        for (String variant : List.copyOf(left.keySet())) {
            if (left.get(variant) > 0) {
                left.merge(variant, -1, Integer::sum);
                int moved = before.get(at).equals(variant) ? 0 : 1;
                fewest = Math.min(fewest, moved + fewestOfAll(before, left, at + 1));
                left.merge(variant, 1, Integer::sum);
            }
        }
        return fewest;
    }

    private static Map<String, Integer> variants(List<Slice> slices) {
        Map<String, Integer> weights = new HashMap<>();
        slices.stream()
                .filter(slice -> !slice.isRest())
                .forEach(slice -> weights.merge(slice.variant(), slice.weight(), Integer::sum));
        return weights;
    }

    private static List<Slice> slices(Random random, int total) {
        List<Slice> slices = new ArrayList<>();
        int left = total;
        for (int count = random.nextInt(8); count > 0; count--) {
            int weight = (int) (random.nextDouble() * (left + 1L));
            String variant = VARIANTS.get(random.nextInt(VARIANTS.size()));
            slices.add(random.nextInt(6) == 0 ? Slice.rest(weight) : new Slice(variant, weight));
            left -= weight;
        }
        return slices;
    }

    private static Map<String, Integer> weights(Random random, int total) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        slices(random, total).stream()
                .filter(slice -> !slice.isRest())
                .forEach(slice -> weights.merge(slice.variant(), slice.weight(), Integer::sum));
        return weights;
    }

    private static int minimum(List<Slice> before, Map<String, Integer> weights, int total) {
        Map<String, Integer> after = buckets(weights, total);
        return buckets(before, total).entrySet().stream()
                .mapToInt(old -> Math.max(0, old.getValue() - after.getOrDefault(old.getKey(), 0)))
                .sum();
    }

    private static Map<String, Integer> buckets(List<Slice> slices, int total) {
        Map<String, Integer> sums = new HashMap<>();
        slices.forEach(slice -> sums.merge(slice.variant(), slice.weight(), Integer::sum));
        sums.remove(Slice.REST);
        return buckets(sums, total);
    }

    private static Map<String, Integer> buckets(Map<String, Integer> weights, int total) {
        Map<String, Integer> all = new HashMap<>(weights);
        all.put(
                Slice.REST,
                total - weights.values().stream().mapToInt(Integer::intValue).sum());
        all.values().removeIf(weight -> weight == 0);
        return all;
    }

    private static List<String> served(List<Slice> slices, int total) {
        List<String> served = new ArrayList<>();
        slices.forEach(slice -> served.addAll(java.util.Collections.nCopies(slice.weight(), slice.variant())));
        served.addAll(java.util.Collections.nCopies(total - served.size(), Slice.REST));
        return served;
    }

    private static int differences(List<String> before, List<String> after) {
        int count = 0;
        for (int at = 0; at < before.size(); at++) {
            count += before.get(at).equals(after.get(at)) ? 0 : 1;
        }
        return count;
    }
}
