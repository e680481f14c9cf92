package dev.belay.core.preview;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Movement;
import java.util.List;
import java.util.Optional;

/**
 * What a change does to the keys of one split.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface SplitPreview {

    /**
     * Compares the splits of two documents of a flag; rules are matched by their ids.
     *
     * @param keys how many keys to put through a split whose keys are drawn anew
     * @return every place that both have, with a split in one of them, and that is another
     */
    static List<SplitPreview> between(Flag before, Flag after, int keys) {
        return SplitComparison.of(before, after, keys);
    }

    /** The rule that has the split; empty for {@code otherwise}. */
    Optional<String> rule();

    /** Keys stay in their buckets, so that the share that moves is known exactly. */
    record Exact(Optional<String> rule, Movement movement) implements SplitPreview {}

    /**
     * Keys are drawn anew, because the salt, the algorithm or something else that finds their bucket is another.
     *
     * @param moved of some keys, those that get another variant
     */
    record Reshuffled(Optional<String> rule, Proportion moved) implements SplitPreview {}
}
