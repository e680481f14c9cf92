package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Shared;
import dev.belay.core.flag.Segment;
import org.jspecify.annotations.Nullable;

/**
 * A segment, compiled.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class CompiledSegment extends Node {

    private final Segment segment;
    private final KeyOf keyOf;
    private final @Nullable Check when;
    private final References references;
    private final boolean lists;

    private CompiledSegment(Segment segment, @Nullable Check when, References references) {
        this.segment = segment;
        this.keyOf = KeyOf.attribute(segment.by());
        this.when = when;
        this.references = references;
        this.lists = !segment.included().isEmpty()
                || !segment.excluded().isEmpty()
                || segment.members().isPresent();
    }

    /** Compiles a segment; whoever asks one that nests deeper than the stack allows gets no answer. */
    public static CompiledSegment of(Segment segment, Slots slots) {
        ConditionCompiler conditions = new ConditionCompiler(slots, new Shared());
        try {
            Check when = segment.when().map(conditions::compile).orElse(null);
            return new CompiledSegment(segment, when, conditions.references());
        } catch (StackOverflowError tooDeep) {
            return new CompiledSegment(segment, new Checks.NotUnderstood(Scope.TOO_DEEP_SAID), References.NONE);
        }
    }

    /** The segment that this was made from. */
    public Segment segment() {
        return segment;
    }

    boolean has(Scope scope, EvaluationContext context) {
        String key = lists ? keyOf.in(scope, context) : null;
        if (key != null && segment.excluded().contains(key)) {
            return false;
        }
        return (key != null && segment.lists(key)) || (when != null && scope.ask(when, context));
    }

    @Override
    References references() {
        return references;
    }
}
