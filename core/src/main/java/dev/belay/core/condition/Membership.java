package dev.belay.core.condition;

import dev.belay.core.Value;

/**
 * Whether a value is among others.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record Membership(Scalars items) implements Prepared {

    @Override
    public Answer ask(Value seen) {
        return items.hasTypeOf(seen) ? Answer.of(items.has(seen)) : Answer.UNREAD;
    }
}
