package dev.belay.core;

/** The type of a {@link Value}. <b>Thread-safety:</b> immutable. */
public enum ValueType {
    /** {@code true} or {@code false}. */
    BOOLEAN("boolean"),
    /** A text. */
    STRING("string"),
    /** A finite double. */
    NUMBER("number"),
    /** An ordered list of values. */
    LIST("list"),
    /** Named members. */
    STRUCTURE("structure"),
    /** The absence of a value, written out. */
    NULL("null");

    private final String word;

    ValueType(String word) {
        this.word = word;
    }

    /** The type's word in documents and messages, in lower case. */
    public String word() {
        return word;
    }
}
