package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads an attribute as a key: a text, or an integer in decimal; anything else counts as missing.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class KeyOf {

    private static final double MAX_INTEGER = 9_007_199_254_740_992.0;
    private static final KeyOf TARGET = new KeyOf(AttributeName.parse(EvaluationContext.TARGETING_KEY));

    private final AttributeName attribute;
    private final boolean isTarget;

    private KeyOf(AttributeName attribute) {
        this.attribute = attribute;
        this.isTarget = attribute.toString().equals(EvaluationContext.TARGETING_KEY);
    }

    static KeyOf attribute(String name) {
        return name.equals(EvaluationContext.TARGETING_KEY) ? TARGET : new KeyOf(AttributeName.parse(name));
    }

    @Nullable
    String in(Scope scope, EvaluationContext context) {
        String key = isTarget ? context.key() : null;
        return key == null ? read(scope, context) : key;
    }

    private @Nullable String read(Scope scope, EvaluationContext context) {
        Value value = attribute.in(context, scope.facts());
        if (value instanceof Value.TextValue text) {
            return text.value();
        }
        return value instanceof Value.NumberValue number && isInteger(number.value())
                ? new BigDecimal(number.value()).toPlainString()
                : null;
    }

    private static boolean isInteger(double number) {
        return number == Math.rint(number) && Math.abs(number) <= MAX_INTEGER;
    }
}
