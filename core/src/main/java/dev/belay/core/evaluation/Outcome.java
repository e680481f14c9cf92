package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.flag.Variant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a flag can answer, made once when the flag is compiled, so that deciding allocates nothing.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Outcome implements Serving {

    private final Reason reason;
    private final @Nullable Variant variant;
    private final @Nullable String ruleId;
    private final @Nullable Failure failure;
    private final boolean isOn;

    private Outcome(Reason reason, @Nullable Variant variant, @Nullable String ruleId, @Nullable Failure failure) {
        this.reason = reason;
        this.variant = variant;
        this.ruleId = ruleId;
        this.failure = failure;
        this.isOn = variant != null && Value.of(true).equals(variant.value());
    }

    static Outcome served(Variant variant, Reason reason, @Nullable String ruleId) {
        return new Outcome(reason, variant, ruleId, null);
    }

    /** The caller's default value applies. */
    static Outcome defaulted(Reason reason) {
        return new Outcome(reason, null, null, null);
    }

    static Outcome failed(ErrorCode code, String message) {
        return new Outcome(Reason.ERROR, null, null, new Failure(code, message));
    }

    /** Why this is the answer. */
    public Reason reason() {
        return reason;
    }

    /** What is served; null when the caller's default value applies. */
    public @Nullable Variant variant() {
        return variant;
    }

    /** The value of what is served; null when the caller's default value applies. */
    public @Nullable Value value() {
        return variant == null ? null : variant.value();
    }

    /** Whether the value {@code true} is served. */
    public boolean isOn() {
        return isOn;
    }

    /** The rule that decided, or null. */
    public @Nullable String ruleId() {
        return ruleId;
    }

    /** What went wrong, or null. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** Whether there was not stack enough to decide. Whoever asks with more of it left may get an answer. */
    public boolean isTooDeep() {
        return equals(Scope.TOO_DEEP);
    }

    /** Serves itself. */
    @Override
    public Outcome serve(Scope scope, EvaluationContext context) {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outcome outcome
                && reason == outcome.reason
                && Objects.equals(variant, outcome.variant)
                && Objects.equals(ruleId, outcome.ruleId)
                && Objects.equals(failure, outcome.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason, variant, ruleId, failure);
    }

    /**
     * Why there is no answer.
     *
     * @param code    in OpenFeature's words
     * @param message the same in a sentence
     */
    public record Failure(ErrorCode code, String message) {}
}
