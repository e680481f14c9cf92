package dev.belay.core.condition;

/** What a comparison says about the value of an attribute. */
public enum Answer {
    /** It holds. */
    HOLDS,
    /** It does not hold. */
    FAILS,
    /** The value is not of a kind that the operator reads, so that neither the comparison nor its opposite holds. */
    UNREAD;

    static Answer of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }

    /** Whether the condition holds, which may ask for the opposite. */
    public boolean holds(boolean negate) {
        return this == (negate ? FAILS : HOLDS);
    }
}
