package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of texts, numbers and booleans. Asking allocates nothing, and takes at most logarithmic time whatever the texts,
 * because the tables of the platform fall back to trees for texts whose hashes collide.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Scalars {

    private static final int FEW = 4;

    private final Set<String> texts;
    private final String[] fewTexts;
    private final double[] numbers;
    private final boolean hasTrue;
    private final boolean hasFalse;
    private final boolean ignoreCase;

    private Scalars(List<Value> items, boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        Set<String> distinct = new HashSet<>();
        items.forEach(item -> {
            if (item instanceof Value.TextValue text) {
                distinct.add(Folding.fold(text.value(), ignoreCase));
            }
        });
        boolean isFew = distinct.size() <= FEW;
        this.texts = isFew ? Set.of() : distinct;
        this.fewTexts = isFew ? distinct.toArray(String[]::new) : new String[0];
        this.numbers = items.stream()
                .filter(Value.NumberValue.class::isInstance)
                .mapToDouble(item -> ((Value.NumberValue) item).value())
                .sorted()
                .distinct()
                .toArray();
        this.hasTrue = items.contains(Value.of(true));
        this.hasFalse = items.contains(Value.of(false));
    }

    static Scalars of(List<Value> items, boolean ignoreCase) {
        return new Scalars(items, ignoreCase);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** How many different ones there are. */
    int size() {
        return texts.size() + fewTexts.length + numbers.length + (hasTrue ? 1 : 0) + (hasFalse ? 1 : 0);
    }

    boolean has(Value value) {
        if (value instanceof Value.TextValue text) {
            return hasText(Folding.fold(text.value(), ignoreCase));
        }
        if (value instanceof Value.NumberValue number) {
            return numbers.length > 0 && Arrays.binarySearch(numbers, number.value()) >= 0;
        }
        return value instanceof Value.BooleanValue truth && (truth.value() ? hasTrue : hasFalse);
    }

    private boolean hasText(String wanted) {
        for (String text : fewTexts) {
            if (text.equals(wanted)) {
                return true;
            }
        }
        return !texts.isEmpty() && texts.contains(wanted);
    }

    /** Whether any is of the value's type. */
    boolean hasTypeOf(Value value) {
        if (value instanceof Value.TextValue) {
            return fewTexts.length + texts.size() > 0;
        }
        if (value instanceof Value.NumberValue) {
            return numbers.length > 0;
        }
        return value instanceof Value.BooleanValue && (hasTrue || hasFalse);
    }
}
