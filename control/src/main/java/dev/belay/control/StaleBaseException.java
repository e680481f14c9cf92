package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import org.jspecify.annotations.Nullable;

/**
 * A decision met another version than the one that its operation is based on. Carries what the decision saw, so that
 * the three-way difference can be made afterwards, outside the serialised append.
 */
final class StaleBaseException extends RuntimeException {

    private final transient Step step;
    private final long base;
    private final transient @Nullable SubjectState current;

    StaleBaseException(Step step, long base, @Nullable SubjectState current) {
        super("stale base", null, false, false);
        this.step = step;
        this.base = base;
        this.current = current;
    }

    Subject subject() {
        return step.subject();
    }

    Origin origin() {
        return step.origin();
    }

    long base() {
        return base;
    }

    @Nullable
    SubjectState current() {
        return current;
    }

    /** The document that was to be written; null for a command, which writes none of its own. */
    @Nullable
    Value yours() {
        return step instanceof Step.Put put ? put.content().document().value() : null;
    }
}
