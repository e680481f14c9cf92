package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.flag.Variant;
import java.util.Optional;

/**
 * The outcome of asking for one flag.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Evaluation {

    /** The key that was asked for. */
    String flag();

    /** Where in history the answer was found. */
    Position position();

    /** Why this is the answer. */
    Reason reason();

    /** What is served; empty when the caller's default value applies. */
    default Optional<Variant> variant() {
        return Optional.empty();
    }

    /** The rule that decided, if one did. */
    default Optional<String> ruleId() {
        return Optional.empty();
    }

    /** The version of the flag; 0 when there is no such flag. */
    default long version() {
        return 0;
    }

    /** What went wrong, if something did. */
    default Optional<ErrorCode> errorCode() {
        return Optional.empty();
    }

    /** The outcome of a flag at a position. */
    static Evaluation of(CompiledFlag flag, Position position, Outcome outcome) {
        Outcome.Failure failure = outcome.failure();
        if (failure != null) {
            return new Failed(flag.key(), flag.version(), position, failure.code(), failure.message());
        }
        Variant variant = outcome.variant();
        return variant == null
                ? new Defaulted(flag.key(), flag.version(), position, outcome.reason())
                : new Served(
                        flag.key(),
                        flag.version(),
                        position,
                        variant,
                        outcome.reason(),
                        Optional.ofNullable(outcome.ruleId()));
    }

    /** The flag serves a variant. */
    record Served(String flag, long version, Position position, Variant served, Reason reason, Optional<String> ruleId)
            implements Evaluation {
        @Override
        public Optional<Variant> variant() {
            return Optional.of(served);
        }
    }

    /** The flag was found and names no variant, so that the caller's default value applies. */
    record Defaulted(String flag, long version, Position position, Reason reason) implements Evaluation {}

    /** The flag could not be evaluated; the caller's default value applies. */
    record Failed(String flag, long version, Position position, ErrorCode code, String message) implements Evaluation {
        @Override
        public Reason reason() {
            return Reason.ERROR;
        }

        @Override
        public Optional<ErrorCode> errorCode() {
            return Optional.of(code);
        }
    }
}
