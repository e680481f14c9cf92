package dev.belay.core.condition;

import dev.belay.core.Value;

/**
 * Compares a text with others: it holds when it does for any of them. A class and a switch, not functions in functions,
 * because it is asked in nearly every evaluation and each function is a call that the JIT compiler has to see through.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class TextComparison implements Prepared {

    private final Operator operator;
    private final String[] wanted;
    private final boolean ignoreCase;

    /** @param wanted folded already if case is ignored */
    TextComparison(Operator operator, String[] wanted, boolean ignoreCase) {
        this.operator = operator;
        this.wanted = wanted;
        this.ignoreCase = ignoreCase;
    }

    @Override
    public Answer ask(Value seen) {
        if (!(seen instanceof Value.TextValue text)) {
            return Answer.UNREAD;
        }
        String compared = Folding.fold(text.value(), ignoreCase);
        for (String each : wanted) {
            if (holds(compared, each)) {
                return Answer.HOLDS;
            }
        }
        return Answer.FAILS;
    }

    private boolean holds(String seen, String other) {
        return switch (operator) {
            case EQUALS -> seen.equals(other);
            case CONTAINS -> seen.contains(other);
            case STARTS_WITH -> seen.startsWith(other);
            case ENDS_WITH -> seen.endsWith(other);
            default -> throw new IllegalStateException(operator.word() + " does not compare texts");
        };
    }
}
