package dev.belay.core.condition;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an evaluation context a value is found: a plain name is flat, dots are letters; a name that begins with
 * {@code /} is a JSON Pointer (RFC 6901) into structures and lists.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class AttributeName {

    private final String text;
    private final List<String> path;

    private AttributeName(String text, List<String> path) {
        this.text = text;
        this.path = path;
    }

    /**
     * Reads a name or a pointer.
     *
     * @throws IllegalArgumentException if {@code text} is empty or has a {@code ~} that escapes nothing in a pointer
     */
    public static AttributeName parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("An attribute name must not be empty");
        }
        if (!text.startsWith("/")) {
            return new AttributeName(text, List.of(text));
        }
        return new AttributeName(
                text,
                Arrays.stream(text.substring(1).split("/", -1))
                        .map(AttributeName::unescape)
                        .toList());
    }

    /** The value found in {@code context}; null when it is absent or JSON null. */
    public @Nullable Value in(EvaluationContext context) {
        Value found = context.attribute(path.get(0));
        for (int depth = 1; depth < path.size() && found != null; depth++) {
            found = member(found, path.get(depth));
        }
        return found instanceof Value.NullValue ? null : found;
    }

    /** The name as documents write it. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static @Nullable Value member(Value parent, String name) {
        if (parent instanceof Value.StructureValue structure) {
            return structure.members().get(name);
        }
        if (parent instanceof Value.ListValue list && name.matches("0|[1-9][0-9]{0,8}")) {
            int index = Integer.parseInt(name);
            return index < list.items().size() ? list.items().get(index) : null;
        }
        return null;
    }

    private static String unescape(String segment) {
        if (segment.matches(".*~(?![01]).*")) {
            throw new IllegalArgumentException("In a pointer, ~ must be written ~0, and '" + segment + "' has it bare");
        }
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
