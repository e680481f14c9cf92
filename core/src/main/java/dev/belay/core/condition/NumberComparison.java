package dev.belay.core.condition;

import dev.belay.core.Value;

/**
 * Compares a number with another.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record NumberComparison(Operator operator, double other) implements Prepared {

    @Override
    public Answer ask(Value seen) {
        return seen instanceof Value.NumberValue number ? Answer.of(holds(number.value())) : Answer.UNREAD;
    }

    private boolean holds(double seen) {
        return switch (operator) {
            case EQUALS -> seen == other;
            case LESS_THAN -> seen < other;
            case AT_MOST -> seen <= other;
            case GREATER_THAN -> seen > other;
            case AT_LEAST -> seen >= other;
            default -> throw new IllegalStateException(operator.word() + " does not compare numbers");
        };
    }
}
