package dev.belay.control.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.belay.core.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What turns one document into another, and back: two JSON Patches (RFC 6902). The absence of a document is written as
 * adding or removing the root.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param forward the operations that lead from the document before to the one after
 * @param back    the operations that lead from the document after to the one before
 */
public record Delta(List<Value> forward, List<Value> back) {

    // Moves and copies are shorter, and harder for people to read.
    private static final EnumSet<DiffFlags> PLAIN =
            EnumSet.of(DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION);

    private static final Value REMOVE_ROOT = Value.of(Map.of("op", Value.of("remove"), "path", Value.of("")));

    /** Copies the lists. */
    public Delta {
        forward = List.copyOf(forward);
        back = List.copyOf(back);
    }

    /**
     * Finds what turns one document into another. Documents whose lists differ in thousands of places replace each
     * other as a whole.
     *
     * @param before null for none
     * @param after  null for none
     */
    public static Delta between(@Nullable Value before, @Nullable Value after) {
        return new Delta(patch(before, after), patch(after, before));
    }

    /**
     * Applies a patch to a document.
     *
     * @param document null for none
     * @param patch    what {@link #forward()} or {@link #back()} of a delta says
     * @return the changed document, null for none
     * @throws IllegalArgumentException if the patch does not fit the document
     */
    public static @Nullable Value apply(@Nullable Value document, List<Value> patch) {
        if (patch.equals(List.of(REMOVE_ROOT))) {
            return null;
        }
        JsonNode root = Nodes.of(document == null ? Value.NULL : document);
        try {
            return Nodes.value(JsonPatch.apply(Nodes.of(Value.of(patch)), root));
        } catch (RuntimeException doesNotFit) {
            throw new IllegalArgumentException("The patch does not fit the document", doesNotFit);
        }
    }

    /** Whether both documents are the same. */
    public boolean isEmpty() {
        return forward.isEmpty();
    }

    /** The delta as history shows it: {@code {"forward": […], "back": […]}}. */
    public Value toValue() {
        return Value.of(Map.of("forward", Value.of(forward), "back", Value.of(back)));
    }

    private static List<Value> patch(@Nullable Value from, @Nullable Value to) {
        if (to == null) {
            return from == null ? List.of() : List.of(REMOVE_ROOT);
        }
        if (from == null) {
            return List.of(root("add", to));
        }
        if (!Effort.isBearable(from, to)) {
            return List.of(root("replace", to));
        }
        return ((Value.ListValue) Nodes.value(JsonDiff.asJson(Nodes.of(from), Nodes.of(to), PLAIN))).items();
    }

    private static Value root(String operation, Value document) {
        return Value.of(Map.of("op", Value.of(operation), "path", Value.of(""), "value", document));
    }
}
