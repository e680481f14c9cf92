package dev.belay.client.source;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.state.LedgerState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where flags come from.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; {@link #evaluate} never blocks.
 */
public interface FlagSource extends AutoCloseable {

    /** Begins to follow the source in the background; called once. */
    void start();

    /** Decides a flag, or answers null when the source knows no such flag. */
    @Nullable
    Evaluation evaluate(String flag, EvaluationContext context, Moment moment);

    /** Decides every flag that the source knows, all in one state. */
    List<Evaluation> evaluateAll(EvaluationContext context, Moment moment);

    /** How the source is doing. */
    Health health();

    /** Whether the first attempt to reach the source has ended, well or not. */
    boolean settled();

    /** Whether evaluations have something to go by, so that a flag that is not known does not exist. */
    boolean isAnswering();

    /** The state that evaluations see; null when there is none yet, or when the source does not work with states. */
    @Nullable
    LedgerState state();

    /** Tells the source that code asks for this flag, so that a problem with its name shows early. */
    default void declare(String flag) {}

    /** Stops following; evaluations go on with the last state. */
    @Override
    void close();
}
