package dev.belay.core.preview;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Slice;

/** Puts the same keys, always the same, through a split. */
final class KeySample {

    /** Odd, so that no two keys are the same; without regularity that weak hashes would show. */
    private static final long STRIDE = 2_654_435_761L;

    private static final int OTHERS = 0x5bd1_e995;

    private final Distribution split;
    private final Bucketing bucketing;
    private final int[] weights;
    private final int mask;

    private KeySample(Distribution split, int mask) {
        this.split = split;
        this.bucketing = split.bucketing();
        this.weights = split.slices().stream().mapToInt(Slice::weight).toArray();
        this.mask = mask;
    }

    /** How many of so many keys get another variant; where another attribute is the key, its values are others. */
    static Proportion moved(Distribution before, Distribution after, int keys) {
        boolean sameKey = before.bucketing().by().equals(after.bucketing().by());
        KeySample old = new KeySample(before, 0);
        KeySample now = new KeySample(after, sameKey ? 0 : OTHERS);
        int moved = 0;
        for (int index = 1; index <= keys; index++) {
            moved += old.variant(index).equals(now.variant(index)) ? 0 : 1;
        }
        return new Proportion(moved, keys);
    }

    private String variant(int index) {
        int number = (int) (index * STRIDE) ^ mask;
        // Some algorithms place only keys that are numbers, so all of them are.
        long point = bucketing.by().equals(Bucketing.RANDOM)
                ? bucketing.draw(number)
                : bucketing.point(Integer.toUnsignedString(number));
        int slice = point == Bucketing.NO_POINT ? Bucketing.REST : bucketing.slice(point, weights);
        return slice == Bucketing.REST ? Slice.REST : split.slices().get(slice).variant();
    }
}
