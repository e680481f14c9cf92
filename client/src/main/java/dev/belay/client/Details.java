package dev.belay.client;

import dev.belay.core.ErrorCode;
import dev.belay.core.Reason;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Outcome;
import dev.belay.core.evaluation.Scope;
import dev.belay.core.flag.Variant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts an outcome into the words of whoever asked. */
final class Details {

    private Details() {}

    /** Those of a flag that the view has. */
    static <T> EvaluationDetails<T> of(Binding bound, Outcome outcome, T defaultValue, Evaluations.Reader<T> reader) {
        Outcome.Failure failure = outcome.failure();
        if (failure != null) {
            return failed(bound, outcome, defaultValue, failure.code(), failure.message());
        }
        Variant variant = outcome.variant();
        if (variant == null) {
            return of(bound, outcome, defaultValue, Optional.empty());
        }
        String mismatch = "cannot be read as what was asked for";
        T value = null;
        try {
            value = reader.read(variant.value());
        } catch (RuntimeException unfit) {
            mismatch = "the application's mapper fails on: " + unfit;
        }
        return value == null
                ? failed(
                        bound, outcome, defaultValue, ErrorCode.TYPE_MISMATCH, mismatch(bound.key(), variant, mismatch))
                : of(bound, outcome, value, Optional.of(variant.name()));
    }

    private static String mismatch(String flag, Variant variant, String why) {
        return "The flag '" + flag + "' serves a " + variant.value().type().word() + " that " + why;
    }

    private static <T> EvaluationDetails<T> of(Binding bound, Outcome outcome, T value, Optional<String> variant) {
        return details(bound, value, variant, outcome.reason(), outcome.ruleId(), null, null);
    }

    private static <T> EvaluationDetails<T> failed(
            Binding bound, Outcome outcome, T defaultValue, ErrorCode code, String message) {
        return details(bound, defaultValue, Optional.empty(), Reason.ERROR, outcome.ruleId(), code, message);
    }

    private static <T> EvaluationDetails<T> details(
            Binding bound,
            T value,
            Optional<String> variant,
            Reason reason,
            @Nullable String ruleId,
            @Nullable ErrorCode code,
            @Nullable String message) {
        CompiledFlag flag = Objects.requireNonNull(bound.flag());
        Scope scope = Objects.requireNonNull(bound.scope());
        return new EvaluationDetails<>(
                bound.key(),
                value,
                variant,
                reason,
                flag.version(),
                Optional.of(scope.links().position()),
                Optional.ofNullable(ruleId),
                Optional.ofNullable(code),
                Optional.ofNullable(message));
    }
}
