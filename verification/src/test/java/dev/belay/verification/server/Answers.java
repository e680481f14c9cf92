package dev.belay.verification.server;

import dev.belay.core.Value;
import java.util.List;
import java.util.Map;

/** Reads what a server says of the instances that follow it. */
public final class Answers {

    private Answers() {}

    /** How many instances are in a state. */
    public static long count(Map<String, Value> answer, String state) {
        return (long) ((Value.NumberValue) members(answer.get("counts")).get(state)).value();
    }

    /** The items of a list in an answer. */
    public static List<Value> items(Map<String, Value> answer, String name) {
        return ((Value.ListValue) answer.get(name)).items();
    }

    /** The members of a structure. */
    public static Map<String, Value> members(Value value) {
        return ((Value.StructureValue) value).members();
    }
}
