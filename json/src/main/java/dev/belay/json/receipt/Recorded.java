package dev.belay.json.receipt;

import dev.belay.core.ErrorCode;
import dev.belay.core.Reason;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.flag.Variant;
import java.util.Optional;

/**
 * The outcome of an evaluation without its value, which follows from the variant.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param reason    why
 * @param variant   what was served; empty when the caller's default value applied
 * @param ruleId    the rule that decided, if one did
 * @param errorCode what went wrong, if something did
 */
public record Recorded(
        Reason reason, Optional<String> variant, Optional<String> ruleId, Optional<ErrorCode> errorCode) {

    /** The outcome of an evaluation. */
    public static Recorded of(Evaluation evaluation) {
        return new Recorded(
                evaluation.reason(),
                evaluation.variant().map(Variant::name),
                evaluation.ruleId(),
                evaluation.errorCode());
    }
}
