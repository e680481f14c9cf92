package dev.belay.verification.published;

import dev.belay.core.Value;
import java.util.stream.Stream;

/** Looks into published values, whose form is known. */
final class Published {

    private Published() {}

    static Value member(Value structure, String... names) {
        Value found = structure;
        for (String name : names) {
            found = found instanceof Value.StructureValue within
                    ? within.members().getOrDefault(name, Value.NULL)
                    : Value.NULL;
        }
        return found;
    }

    static boolean has(Value structure, String name) {
        return !member(structure, name).equals(Value.NULL);
    }

    static Stream<Value> items(Value list) {
        return list instanceof Value.ListValue all ? all.items().stream() : Stream.empty();
    }

    static Value item(Value list, int at) {
        return ((Value.ListValue) list).items().get(at);
    }

    static double number(Value value) {
        return ((Value.NumberValue) value).value();
    }

    static int integer(Value value) {
        return (int) number(value);
    }

    static boolean isTrue(Value value) {
        return value.equals(Value.of(true));
    }

    /** A value as the key that an importer would bucket by: texts as they are, integers in decimal, None by its name. */
    static String key(Value value) {
        if (value instanceof Value.TextValue text) {
            return text.value();
        }
        if (value instanceof Value.NumberValue number) {
            return number.value() == Math.rint(number.value())
                    ? Long.toString((long) number.value())
                    : Double.toString(number.value());
        }
        return "None";
    }
}
