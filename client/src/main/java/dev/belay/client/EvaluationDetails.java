package dev.belay.client;

import dev.belay.core.ErrorCode;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import java.util.Optional;

/**
 * The outcome of asking for a flag's value.
 *
 * @param flag      the key that was asked for
 * @param value     what the flag serves, or the caller's default value
 * @param variant   the name of what is served; empty when the caller's default value applies
 * @param reason    why this is the answer
 * @param version   of the flag; 0 when there is no such flag or its source does not count versions
 * @param position  where in history the answer was found; empty when there are no flags yet
 * @param ruleId    the rule that decided, if one did
 * @param errorCode what went wrong, if something did
 * @param message   the same in words
 * @param <T>       the type of the value
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record EvaluationDetails<T>(
        String flag,
        T value,
        Optional<String> variant,
        Reason reason,
        long version,
        Optional<Position> position,
        Optional<String> ruleId,
        Optional<ErrorCode> errorCode,
        Optional<String> message) {

    static <T> EvaluationDetails<T> failed(
            String flag, T defaultValue, Optional<Position> position, ErrorCode code, String message) {
        return new EvaluationDetails<>(
                flag,
                defaultValue,
                Optional.empty(),
                Reason.ERROR,
                0,
                position,
                Optional.empty(),
                Optional.of(code),
                Optional.of(message));
    }
}
