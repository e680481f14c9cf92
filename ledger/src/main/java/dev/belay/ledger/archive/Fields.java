package dev.belay.ledger.archive;

import dev.belay.core.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an object that must be what they were written as; anything else is an {@link IllegalArgumentException}.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Fields {

    private final Map<String, Value> members;

    private Fields(Map<String, Value> members) {
        this.members = members;
    }

    static Fields of(Value value) {
        if (value instanceof Value.StructureValue structure) {
            return new Fields(structure.members());
        }
        throw new IllegalArgumentException("It has no members");
    }

    static String text(Value value) {
        if (value instanceof Value.TextValue text) {
            return text.value();
        }
        throw new IllegalArgumentException("It has something else in the place of a text");
    }

    static long number(Value value) {
        if (value instanceof Value.NumberValue number && number.value() == Math.rint(number.value())) {
            return (long) number.value();
        }
        throw new IllegalArgumentException("It has something else in the place of a whole number");
    }

    static List<Value> list(Value value) {
        if (value instanceof Value.ListValue list) {
            return list.items();
        }
        throw new IllegalArgumentException("It has something else in the place of a list");
    }

    Optional<Value> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    Value get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("It lacks '" + name + "'"));
    }

    String text(String name) {
        return text(get(name));
    }

    long number(String name) {
        return number(get(name));
    }
}
