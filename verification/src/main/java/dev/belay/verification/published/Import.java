package dev.belay.verification.published;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * A split that was imported from another product.
 *
 * @param algorithm what it buckets with
 * @param setting   its weights, in words
 * @param product   the variant's number that the product gives a key; {@link SplitFlag#NONE} for none
 * @param flag      the same split as Belay's document
 * @param keys      who is asked about, by number
 */
record Import(
        String algorithm, String setting, ToIntFunction<String> product, SplitFlag flag, IntFunction<String> keys) {

    /** How many of the first {@code count} keys get another variant after the import than before. */
    int moved(int count) {
        int moved = 0;
        for (int number = 0; number < count; number++) {
            String key = keys.apply(number);
            moved += product.applyAsInt(key) == flag.serve(key) ? 0 : 1;
        }
        return moved;
    }
}
