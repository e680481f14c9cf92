package dev.belay.core.flag;

import java.util.Iterator;
import java.util.List;

/** Two lists of slices cut at the seams of both: stretches of buckets that have one variant before and one after. */
final class Runs {

    private Runs() {}

    /** Takes one stretch. */
    interface Visitor {

        /**
         * Takes one stretch.
         *
         * @param before  the variant so far, or {@link Slice#REST}
         * @param after   the variant then, or {@link Slice#REST}
         * @param buckets how many buckets the stretch has, at least 1
         */
        void run(String before, String after, int buckets);
    }

    /**
     * Visits every stretch in order.
     *
     * @param total how many buckets both have; what lies beyond their last slices is the rest
     * @throws IllegalArgumentException if the weights of one add up to more than {@code total}
     */
    static void visit(List<Slice> before, List<Slice> after, int total, Visitor visitor) {
        Walk old = new Walk(before, total);
        Walk now = new Walk(after, total);
        while (old.left > 0 || old.next()) {
            if (now.left == 0) {
                now.next();
            }
            int buckets = Math.min(old.left, now.left);
            visitor.run(old.variant, now.variant, buckets);
            old.left -= buckets;
            now.left -= buckets;
        }
    }

    /** Goes through the slices that have any weight, the rest at their end included. */
    private static final class Walk {

        private final Iterator<Slice> slices;
        private String variant = Slice.REST;
        private int left;

        Walk(List<Slice> slices, int total) {
            this.slices = Weights.withRest(slices, total).iterator();
        }

        boolean next() {
            while (left == 0 && slices.hasNext()) {
                Slice slice = slices.next();
                variant = slice.variant();
                left = slice.weight();
            }
            return left > 0;
        }
    }
}
