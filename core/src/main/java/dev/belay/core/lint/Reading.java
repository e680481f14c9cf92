package dev.belay.core.lint;

import dev.belay.core.ValueType;
import dev.belay.core.condition.Ranges;
import java.util.EnumSet;
import java.util.Set;

/** The ways in which conditions look at something; what is seen in two ways is only loosely related. */
enum Reading {
    /** An attribute as it is. */
    PLAIN(Set.of(Mark.ABSENT, Mark.TRUE, Mark.FALSE, Mark.LIST, Mark.STRUCTURE), true, true),
    /** An attribute, texts in one case. */
    FOLDED(PLAIN.all.marks(), true, true),
    /** An attribute as number. */
    NUMBER(Set.of(Mark.ABSENT, Mark.UNREAD), false, true),
    /** An attribute as text. */
    TEXT(Set.of(Mark.ABSENT, Mark.UNREAD), true, false),
    /** An attribute as text, in one case. */
    FOLDED_TEXT(TEXT.all.marks(), true, false),
    /** An attribute that is a version in full. */
    VERSION(NUMBER.all.marks(), false, true),
    /** An attribute as version. */
    LENIENT_VERSION(NUMBER.all.marks(), false, true),
    /** An attribute that is an instant. */
    INSTANT(NUMBER.all.marks(), false, true),
    /** An attribute as time. */
    LENIENT_INSTANT(NUMBER.all.marks(), false, true),
    /** An attribute as a key: texts and integers. */
    KEY(TEXT.all.marks(), true, false),
    /** What a flag serves, by variant. */
    FLAG(Set.of(Mark.DISABLED, Mark.NONE), true, false),
    /** Whether somebody belongs to a segment. */
    SEGMENT(Set.of(Mark.IN, Mark.OUT), false, false),
    /** The bucket of a key. */
    BUCKET(Set.of(Mark.NONE), false, true),
    /** The moment. */
    NOW(Set.of(), false, true),
    /** The second of the week that a clock shows. */
    CLOCK(Set.of(), false, true);

    private static final Set<ValueType> ANYTHING = EnumSet.complementOf(EnumSet.of(ValueType.NULL));

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes its sets.
    private final Extent all;

    Reading(Set<Mark> marks, boolean texts, boolean ordered) {
        all = new Extent(marks, texts ? Names.EVERYTHING : Names.NOTHING, ordered ? Ranges.EVERYTHING : Ranges.NOTHING);
    }

    /** Everything that may be found so. */
    Extent all() {
        return all;
    }

    boolean isOfAttribute() {
        return all.marks().contains(Mark.ABSENT);
    }

    /** Of which types an attribute may be when this is found; null stands for an absent one. */
    Set<ValueType> types(Extent found) {
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        found.marks().forEach(mark -> types.addAll(types(mark)));
        if (!found.texts().isEmpty()) {
            types.addAll(typesOfTexts());
        }
        if (!found.ordered().isEmpty()) {
            types.addAll(typesOfOrdered());
        }
        return types;
    }

    private Set<ValueType> types(Mark mark) {
        return switch (mark) {
            case ABSENT -> EnumSet.of(ValueType.NULL);
            case TRUE, FALSE -> EnumSet.of(ValueType.BOOLEAN);
            case LIST -> EnumSet.of(ValueType.LIST);
            case STRUCTURE -> EnumSet.of(ValueType.STRUCTURE);
            case UNREAD -> typesOfUnread();
            case DISABLED, NONE, IN, OUT -> EnumSet.noneOf(ValueType.class);
        };
    }

    private Set<ValueType> typesOfUnread() {
        Set<ValueType> types = EnumSet.copyOf(ANYTHING);
        switch (this) {
            case NUMBER -> types.remove(ValueType.NUMBER);
            case TEXT, FOLDED_TEXT -> types.removeAll(typesOfTexts());
            case KEY -> types.remove(ValueType.STRING);
            default -> {}
        }
        return types;
    }

    private Set<ValueType> typesOfTexts() {
        return switch (this) {
            case TEXT, FOLDED_TEXT -> EnumSet.of(ValueType.STRING, ValueType.NUMBER, ValueType.BOOLEAN);
            case KEY -> EnumSet.of(ValueType.STRING, ValueType.NUMBER);
            default -> EnumSet.of(ValueType.STRING);
        };
    }

    private Set<ValueType> typesOfOrdered() {
        return switch (this) {
            case NUMBER, INSTANT, LENIENT_INSTANT -> EnumSet.of(ValueType.STRING, ValueType.NUMBER);
            case VERSION, LENIENT_VERSION -> EnumSet.of(ValueType.STRING);
            default -> EnumSet.of(ValueType.NUMBER);
        };
    }
}
