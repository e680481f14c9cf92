package dev.belay.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a document asks for by itself, apart from what those do that it refers to.
 *
 * @param flags       the slots of the flags whose answers it asks for, each as often as it does
 * @param segments    the slots of the segments that it asks for, each as often as it does
 * @param asksContext whether it asks for anything of the context, or for chance
 * @param asksMoment  whether it asks for time or chance
 */
// Arrays, because they are gone through in every evaluation; nobody compares these.
@SuppressWarnings("ArrayRecordComponent")
record References(int[] flags, int[] segments, boolean asksContext, boolean asksMoment) {

    private static final int[] NOTHING = {};

    /** Asks for nothing. */
    static final References NONE = new References(NOTHING, NOTHING, false, false);

    boolean isEmpty() {
        return flags.length == 0 && segments.length == 0;
    }

    /** Gathers them while conditions are compiled. */
    static final class Gathered {

        private final List<Integer> flags = new ArrayList<>();
        private final List<Integer> segments = new ArrayList<>();
        private boolean asksContext;
        private boolean asksMoment;

        void flag(int slot) {
            flags.add(slot);
        }

        void segment(int slot) {
            segments.add(slot);
            asksContext = true;
        }

        void context() {
            asksContext = true;
        }

        void moment() {
            asksContext = true;
            asksMoment = true;
        }

        References references() {
            return new References(slots(flags), slots(segments), asksContext, asksMoment);
        }

        private static int[] slots(List<Integer> gathered) {
            return gathered.isEmpty()
                    ? NOTHING
                    : gathered.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
