package dev.belay.core.flag;

import dev.belay.core.Value;
import dev.belay.core.ValueType;
import java.util.Arrays;
import java.util.Optional;

/** The type that all values of a flag share; it never changes once the flag exists. */
public enum FlagType {
    /** {@code true} or {@code false}. */
    BOOLEAN(ValueType.BOOLEAN),
    /** Texts. */
    STRING(ValueType.STRING),
    /** Finite doubles. */
    NUMBER(ValueType.NUMBER),
    /** JSON objects. */
    STRUCTURE(ValueType.STRUCTURE);

    private final ValueType values;

    FlagType(ValueType values) {
        this.values = values;
    }

    /** The type's word in documents. */
    public String word() {
        return values.word();
    }

    /** Whether a variant of such a flag may have this value. */
    public boolean allows(Value value) {
        return value.type() == values;
    }

    /** The type with this word in documents, if there is one. */
    public static Optional<FlagType> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
