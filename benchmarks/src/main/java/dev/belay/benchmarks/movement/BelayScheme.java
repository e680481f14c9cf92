package dev.belay.benchmarks.movement;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.LeastMovement;
import dev.belay.core.flag.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Belay: the least-movement allocator over {@code belay-1}. */
final class BelayScheme implements Scheme {

    private static final Bucketing BUCKETING = Bucketing.defaultFor("new-checkout");
    private static final int ONE_PERCENT = Bucketing.DEFAULT_TOTAL / 100;

    @Override
    public String name() {
        return "Belay";
    }

    @Override
    public Scheme.Split start(Map<String, Integer> percents) {
        return new Split(percents.entrySet().stream()
                .map(each -> new Slice(each.getKey(), each.getValue() * ONE_PERCENT))
                .toList());
    }

    private static final class Split implements Scheme.Split {

        private final List<Slice> slices;
        private final int[] weights;

        Split(List<Slice> slices) {
            this.slices = slices;
            this.weights = slices.stream().mapToInt(Slice::weight).toArray();
        }

        @Override
        public Scheme.Split edit(Map<String, Integer> percents) {
            Map<String, Integer> goal = new LinkedHashMap<>();
            percents.forEach((variant, percent) -> goal.put(variant, percent * ONE_PERCENT));
            return new Split(LeastMovement.allocate(slices, goal, Bucketing.DEFAULT_TOTAL));
        }

        @Override
        public String apply(String key) {
            int slice = BUCKETING.slice(BUCKETING.point(key), weights);
            return slice == Bucketing.REST ? Slice.REST : slices.get(slice).variant();
        }
    }
}
