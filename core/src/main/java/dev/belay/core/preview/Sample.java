package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import dev.belay.core.flag.Variant;
import java.util.List;
import java.util.Optional;

/**
 * What some contexts see before and after a change.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param differing how many see another variant, or another value of it
 * @param examples  the first few of those
 */
public record Sample(Proportion differing, List<Example> examples) {

    /** How many examples are kept. */
    public static final int MOST_EXAMPLES = 5;

    /** Copies the examples. */
    public Sample {
        examples = List.copyOf(examples);
    }

    /**
     * One context that sees something else.
     *
     * @param context the context
     * @param before  what it sees before the change; empty if the caller's default value
     * @param after   what it sees after it
     */
    public record Example(EvaluationContext context, Optional<Variant> before, Optional<Variant> after) {}
}
