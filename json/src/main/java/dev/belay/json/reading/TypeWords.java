package dev.belay.json.reading;

import dev.belay.core.Value;

/** What a value is, as it stands in a sentence. */
public final class TypeWords {

    private TypeWords() {}

    /** The value's type with its article, such as {@code a text}. */
    public static String of(Value value) {
        return switch (value.type()) {
            case NULL -> "null";
            case BOOLEAN -> "true or false";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case LIST -> "a list";
            case STRUCTURE -> "an object";
        };
    }
}
