package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a preview looks at.
 *
 * <p><b>Thread-safety:</b> as safe as {@code goOn}.
 *
 * @param contexts the contexts to ask for, usually of people whom there are
 * @param invented how many contexts to make up from the conditions
 * @param keys     how many keys to put through a split whose keys are drawn anew
 * @param seed     what contexts are made up from beside the conditions; the same seed makes up the same ones
 * @param now      the instant that time conditions see
 * @param goOn     asked before every context; with false the sample ends there, and says how large it is
 */
public record Sampling(
        List<EvaluationContext> contexts, int invented, int keys, long seed, Instant now, BooleanSupplier goOn) {

    /** Copies the contexts. */
    public Sampling {
        contexts = List.copyOf(contexts);
    }
}
