package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts values where attribute names find them. */
final class Paths {

    private Paths() {}

    /** The context with a value at a name, in structures where the name is a pointer. */
    static EvaluationContext put(EvaluationContext context, AttributeName name, Value value) {
        List<String> path = path(name.toString());
        String first = path.get(0);
        return context.with(first, within(context.attribute(first), path.subList(1, path.size()), value));
    }

    private static Value within(@Nullable Value parent, List<String> path, Value value) {
        if (path.isEmpty()) {
            return value;
        }
        Map<String, Value> members = new LinkedHashMap<>();
        if (parent instanceof Value.StructureValue structure) {
            members.putAll(structure.members());
        }
        String first = path.get(0);
        members.put(first, within(members.get(first), path.subList(1, path.size()), value));
        return Value.of(members);
    }

    private static List<String> path(String name) {
        return name.startsWith("/")
                ? Arrays.stream(name.substring(1).split("/", -1))
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of(name);
    }
}
