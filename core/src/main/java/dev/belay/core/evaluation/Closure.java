package dev.belay.core.evaluation;

/**
 * What is asked for by a flag and by everything that its answer depends on.
 *
 * @param isStatic   whether nothing asks for context, time or chance
 * @param asksMoment whether anything asks for time or chance
 * @param isLasting  whether everything was read; otherwise the rest is only what must be reckoned with
 * @param isSmall    whether it may be walked without remembering answers: no circle, and little that is referred to twice
 */
record Closure(boolean isStatic, boolean asksMoment, boolean isLasting, boolean isSmall) {

    private static final Closure STATIC = new Closure(true, false, true, true);
    private static final Closure OF_CONTEXT = new Closure(false, false, true, true);
    private static final Closure OF_MOMENT = new Closure(false, true, true, true);

    /** The closure of what refers to nothing. */
    static Closure of(References references) {
        if (references.asksMoment()) {
            return OF_MOMENT;
        }
        return references.asksContext() ? OF_CONTEXT : STATIC;
    }
}
