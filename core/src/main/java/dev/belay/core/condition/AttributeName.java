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
    private final String root;
    private final Step[] steps;

    private AttributeName(String text, String root, Step... steps) {
        this.text = text;
        this.root = root.intern(); // As the names in code are, so that finding it is comparing references.
        this.steps = steps;
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
            return new AttributeName(text, text);
        }
        List<String> path = Arrays.stream(text.substring(1).split("/", -1))
                .map(AttributeName::unescape)
                .toList();
        return new AttributeName(
                text, path.get(0), path.stream().skip(1).map(Step::of).toArray(Step[]::new));
    }

    /** The attribute that the value is, or is within. */
    public String root() {
        return root;
    }

    /** The value found in {@code context}; null when it is absent or JSON null. */
    public @Nullable Value in(EvaluationContext context) {
        return in(context, EvaluationContext.empty());
    }

    /** The value found in {@code context} or, where that does not have the attribute, in {@code facts}. */
    public @Nullable Value in(EvaluationContext context, EvaluationContext facts) {
        Value found = context.attribute(root);
        if (found == null) {
            found = facts.attribute(root);
        }
        for (int at = 0; at < steps.length && found != null; at++) {
            found = steps[at].in(found);
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

    private static String unescape(String segment) {
        if (segment.matches("(?s).*~(?![01]).*")) {
            throw new IllegalArgumentException("In a pointer, ~ must be written ~0, and '" + segment + "' has it bare");
        }
        return segment.replace("~1", "/").replace("~0", "~");
    }

    /**
     * One step into a value.
     *
     * @param member the member of a structure
     * @param index  the item of a list; negative if the step cannot name one
     */
    private record Step(String member, int index) {

        static Step of(String segment) {
            return new Step(segment, segment.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(segment) : -1);
        }

        @Nullable
        Value in(Value parent) {
            if (parent instanceof Value.StructureValue structure) {
                return structure.members().get(member);
            }
            return index >= 0
                            && parent instanceof Value.ListValue list
                            && index < list.items().size()
                    ? list.items().get(index)
                    : null;
        }
    }
}
