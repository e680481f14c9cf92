package dev.belay.json.reading;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of an object in a document.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Members {

    private final Part parent;
    private final Map<String, Value> values;
    private final boolean readable;

    Members(Part parent, Map<String, Value> values) {
        this(parent, values, true);
    }

    private Members(Part parent, Map<String, Value> values, boolean readable) {
        this.parent = parent;
        this.values = values;
        this.readable = readable;
    }

    static Members unreadable(Part parent) {
        return new Members(parent, Map.of(), false);
    }

    /** The names that are there. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The object that these are members of. */
    public Part parent() {
        return parent;
    }

    /** Whether there is an object at all; if not, that was noted. */
    public boolean isReadable() {
        return readable;
    }

    /** The member, if it is there. */
    public Optional<Part> find(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> parent.member(name, value));
    }

    /** The member; its absence is noted. */
    public Part require(String name) {
        return require(name, Optional.empty());
    }

    /** The member; its absence is noted, with what it may be. */
    public Part require(String name, String allowed) {
        return require(name, Optional.of(allowed));
    }

    // Absent means that it cannot be listed, which only the two public methods say.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private Part require(String name, Optional<String> allowed) {
        Value value = values.get(name);
        Part member = parent.member(name, value);
        if (value == null && readable) {
            parent.findings().add(new Violation(member.path(), "The field '" + name + "' is missing", allowed));
        }
        return member;
    }

    /** Notes every name beyond {@code allowed} if the reading is strict. */
    void refuseOthers(Set<String> allowed) {
        if (!parent.findings().isStrict()) {
            return;
        }
        for (String name : values.keySet()) {
            if (!allowed.contains(name) && !parent.findings().isFull()) {
                find(name)
                        .ifPresent(part -> part.refuse(
                                "There is no field '" + name + "' here" + Nearest.hint(name, allowed),
                                Nearest.list(allowed)));
            }
        }
    }
}
