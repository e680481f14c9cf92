package dev.belay.events;

import dev.belay.core.Value;
import java.util.Map;
import java.util.Optional;

/** The members of an object, each of a type that is asked for; what is missing or of another type is refused. */
record Fields(String name, Map<String, Value> members) {

    static Fields of(String name, Value value) {
        if (value instanceof Value.StructureValue structure) {
            return new Fields(name, structure.members());
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    Optional<Value> find(String member) {
        return Optional.ofNullable(members.get(member));
    }

    Optional<String> findText(String member) {
        return find(member).map(value -> text(member, value));
    }

    String text(String member) {
        return text(member, require(member));
    }

    long integer(String member) {
        if (require(member) instanceof Value.NumberValue number && number.value() == Math.rint(number.value())) {
            return (long) number.value();
        }
        throw new IllegalArgumentException("'" + member + "' in " + name + " is no integer");
    }

    Fields fields(String member) {
        return of("'" + member + "'", require(member));
    }

    private Value require(String member) {
        return find(member).orElseThrow(() -> new IllegalArgumentException("'" + member + "' is missing from " + name));
    }

    private String text(String member, Value value) {
        if (value instanceof Value.TextValue text) {
            return text.value();
        }
        throw new IllegalArgumentException("'" + member + "' in " + name + " is no text");
    }
}
