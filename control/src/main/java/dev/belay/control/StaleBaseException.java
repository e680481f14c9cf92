package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.state.LedgerState;
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
    private final String baseEpoch;
    private final String epoch;
    private final transient @Nullable SubjectState current;

    StaleBaseException(Step step, long base, String baseEpoch, LedgerState head) {
        super("stale base", null, false, false);
        this.step = step;
        this.base = base;
        this.baseEpoch = baseEpoch;
        this.epoch = head.position().epoch();
        this.current = head.subject(step.subject());
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

    /** The line of history that the base belongs to. */
    String baseEpoch() {
        return baseEpoch;
    }

    /** The line of history that there is now. */
    String epoch() {
        return epoch;
    }

    boolean isOfAnotherEpoch() {
        return !baseEpoch.equals(epoch);
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
