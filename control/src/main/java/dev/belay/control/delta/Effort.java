package dev.belay.control.delta;

import dev.belay.core.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guesses how much work it is to find the smallest patch, which for lists grows with the product of what differs on
 * both sides. A hostile pair of documents must not keep a reader of the history waiting.
 *
 * @param before how many items of lists differ on the one side
 * @param after  how many on the other
 */
record Effort(long before, long after) {

    private static final long LIMIT = 1_000_000;
    private static final Effort NONE = new Effort(0, 0);

    static boolean isBearable(Value before, Value after) {
        Effort effort = of(before, after);
        return effort.before * effort.after <= LIMIT;
    }

    private static Effort of(Value before, Value after) {
        if (before.equals(after)) {
            return NONE;
        }
        if (before instanceof Value.StructureValue(var left) && after instanceof Value.StructureValue(var right)) {
            return ofMembers(left, right);
        }
        if (before instanceof Value.ListValue(var left) && after instanceof Value.ListValue(var right)) {
            return ofItems(left, right);
        }
        return new Effort(items(before), items(after));
    }

    private static Effort ofMembers(Map<String, Value> before, Map<String, Value> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        Effort sum = NONE;
        for (String name : names) {
            sum = sum.plus(of(before.getOrDefault(name, Value.NULL), after.getOrDefault(name, Value.NULL)));
        }
        return sum;
    }

    private static Effort ofItems(List<Value> before, List<Value> after) {
        int shorter = Math.min(before.size(), after.size());
        int start = 0;
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && last(before, end).equals(last(after, end))) {
            end++;
        }
        return new Effort(
                items(before.subList(start, before.size() - end)), items(after.subList(start, after.size() - end)));
    }

    private static Value last(List<Value> items, int fromTheEnd) {
        return items.get(items.size() - 1 - fromTheEnd);
    }

    private static long items(Value value) {
        if (value instanceof Value.ListValue(var items)) {
            return items(items);
        }
        return value instanceof Value.StructureValue(var members) ? items(new ArrayList<>(members.values())) : 1;
    }

    private static long items(List<Value> values) {
        return values.stream().mapToLong(Effort::items).sum() + 1;
    }

    private Effort plus(Effort other) {
        return new Effort(before + other.before, after + other.after);
    }
}
