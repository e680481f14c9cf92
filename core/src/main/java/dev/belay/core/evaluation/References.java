package dev.belay.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a document asks for by itself, apart from what those do that it refers to.
 *
 * @param flags       the slots of the flags whose answers it asks for, each as often as it does
 * @param segments    the slots of the segments that it asks for, each as often as it does
 * @param checks      how many conditions it has
 * @param asksContext whether it asks for anything of the context, or for chance
 * @param asksMoment  whether it asks for time or chance
 */
// Arrays, because every flag has them.
@SuppressWarnings("ArrayRecordComponent")
record References(int[] flags, int[] segments, int checks, boolean asksContext, boolean asksMoment) {

    private static final int[] NOTHING = {};

    /** Asks for nothing. */
    static final References NONE = new References(NOTHING, NOTHING, 0, false, false);

    boolean isEmpty() {
        return flags.length == 0 && segments.length == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof References that
                && Arrays.equals(flags, that.flags)
                && Arrays.equals(segments, that.segments)
                && checks == that.checks
                && asksContext == that.asksContext
                && asksMoment == that.asksMoment;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(flags), Arrays.hashCode(segments), checks, asksContext, asksMoment);
    }

    /** Gathers them while conditions are compiled. */
    static final class Gathered {

        private final List<Integer> flags = new ArrayList<>();
        private final List<Integer> segments = new ArrayList<>();
        private int checks;
        private boolean asksContext;
        private boolean asksMoment;

        void check() {
            checks++;
        }

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
            return new References(slots(flags), slots(segments), checks, asksContext, asksMoment);
        }

        private static int[] slots(List<Integer> gathered) {
            return gathered.isEmpty()
                    ? NOTHING
                    : gathered.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
