package dev.belay.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value: what a variant serves, what an attribute of an evaluation context holds, and what a document consists
 * of. Numbers are IEEE 754 doubles, as in I-JSON (RFC 7493).
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Value {

    /** The JSON value {@code null}. */
    Value NULL = new NullValue();

    /** The type of this value, in the words that error messages and the {@code type} operator use. */
    ValueType type();

    /** Wraps a truth value. */
    static Value of(boolean value) {
        return value ? BooleanValue.TRUE : BooleanValue.FALSE;
    }

    /**
     * Wraps a text.
     *
     * @throws NullPointerException if {@code value} is null, for which there is {@link #NULL}
     */
    static Value of(String value) {
        return new TextValue(value);
    }

    /**
     * Wraps a number.
     *
     * @throws IllegalArgumentException if {@code value} is not finite
     */
    static Value of(double value) {
        return new NumberValue(value);
    }

    /** Wraps a list, which is copied. */
    static Value of(List<Value> items) {
        return new ListValue(items);
    }

    /** Wraps named members, which are copied in their order. */
    static Value of(Map<String, Value> members) {
        return new StructureValue(members);
    }

    /** A truth value. */
    record BooleanValue(boolean value) implements Value {
        private static final BooleanValue TRUE = new BooleanValue(true);
        private static final BooleanValue FALSE = new BooleanValue(false);

        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }
    }

    /** A text. */
    record TextValue(String value) implements Value {
        public TextValue {
            Objects.requireNonNull(value, "A text must not be null; Value.NULL is the null of JSON");
        }

        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /** A finite number; negative zero is stored as zero, so that equal numbers are equal values. */
    record NumberValue(double value) implements Value {
        public NumberValue {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A number must be finite, and " + value + " is not");
            }
            value = value == 0 ? 0.0 : value;
        }

        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }

    /** An ordered list. */
    record ListValue(List<Value> items) implements Value {
        public ListValue {
            items = List.copyOf(items);
        }

        @Override
        public ValueType type() {
            return ValueType.LIST;
        }
    }

    /** Named members, in the order in which they were given; the order takes no part in equality. */
    record StructureValue(Map<String, Value> members) implements Value {
        public StructureValue {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public ValueType type() {
            return ValueType.STRUCTURE;
        }
    }

    /** The JSON value {@code null}; use {@link Value#NULL}. */
    record NullValue() implements Value {
        @Override
        public ValueType type() {
            return ValueType.NULL;
        }
    }
}
