package dev.belay.server.sinks.delivery;

import dev.belay.core.Value;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the fields of a target one by one.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class TargetFields {

    private final Members members;
    private final Map<String, Value> settings = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    /** Reads an object that may have these fields. */
    public TargetFields(Part part, Set<String> allowed) {
        members = part.members(allowed);
    }

    /** A text that must be there and pass a check, which notes what is wrong. */
    public TargetFields require(String name, BiConsumer<Part, String> check) {
        take(name, members.require(name), check);
        return this;
    }

    /** A text that is something else if nothing is said. */
    public TargetFields text(String name, String usual, BiConsumer<Part, String> check) {
        members.find(name).ifPresentOrElse(part -> take(name, part, check), () -> settings.put(name, Value.of(usual)));
        return this;
    }

    /** A text that may be absent. */
    public TargetFields optional(String name, BiConsumer<Part, String> check) {
        members.find(name).ifPresent(part -> take(name, part, check));
        return this;
    }

    /** A truth value, false if nothing is said. */
    public TargetFields truth(String name) {
        settings.put(name, Value.of(members.find(name).map(Part::truth).orElse(false)));
        return this;
    }

    /** A text that is kept secret and may be absent, or null, which says that there is none. */
    public TargetFields secret(String name, BiConsumer<Part, String> check) {
        members.find(name).filter(part -> !part.value().equals(Value.NULL)).ifPresent(part -> {
            String text = part.text();
            if (part.isText()) {
                check.accept(part, text);
                secrets.put(name, text);
            }
        });
        return this;
    }

    /** What was read. */
    public Target target() {
        return new Target(new Value.StructureValue(settings), secrets);
    }

    /** Any text but an empty one. */
    public static void notEmpty(Part part, String text) {
        if (text.isBlank()) {
            part.refuse("This must not be empty");
        }
    }

    private void take(String name, Part part, BiConsumer<Part, String> check) {
        String text = part.text();
        if (part.isText()) {
            check.accept(part, text);
        }
        settings.put(name, Value.of(text));
    }
}
