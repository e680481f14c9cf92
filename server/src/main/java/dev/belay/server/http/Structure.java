package dev.belay.server.http;

import dev.belay.core.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a JSON object together member by member.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Structure {

    private final Map<String, Value> members = new LinkedHashMap<>();

    /** Adds a member. */
    public Structure with(String name, Value value) {
        members.put(name, value);
        return this;
    }

    /** Adds a text. */
    public Structure with(String name, String text) {
        return with(name, Value.of(text));
    }

    /** Adds a number. */
    public Structure with(String name, long number) {
        return with(name, Value.of((double) number));
    }

    /** Adds a truth value. */
    public Structure with(String name, boolean truth) {
        return with(name, Value.of(truth));
    }

    /** Adds a list. */
    public Structure with(String name, List<Value> items) {
        return with(name, Value.of(items));
    }

    /** Adds a text if there is one. */
    public Structure withText(String name, Optional<String> text) {
        text.ifPresent(present -> with(name, present));
        return this;
    }

    /** Adds a value if there is one. */
    public Structure withValue(String name, Optional<? extends Value> value) {
        value.ifPresent(present -> with(name, present));
        return this;
    }

    /** The object. */
    public Value.StructureValue value() {
        return new Value.StructureValue(members);
    }
}
