package dev.belay.verification.fuzz;

import dev.belay.core.Value;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes conditions, most of which a reader accepts. */
final class ConditionMaker {

    static final List<String> ATTRIBUTES = List.of("a", "b", "targetingKey", "/s/x", "/l/0", "/~0/~1", "s", "l");

    private static final int DEEPEST = 6;
    private static final List<String> TEXTS = List.of(
            "a",
            "",
            "A",
            "1.2.3",
            ">=1.2 <2 || ~0.1",
            "10.0.0.0/8",
            "::ffff:10.0.0.1",
            "^a+(b|c)?$",
            "2026-01-02T03:04:05Z",
            "1e3",
            "İß",
            "0.1");
    private static final List<Double> NUMBERS = List.of(0.0, 1.0, -1.0, 0.5, 1e-300, 9_007_199_254_740_992.0);
    private static final List<String> TYPES = List.of("string", "number", "boolean", "list", "structure");

    private final Choices choices;

    ConditionMaker(Choices choices) {
        this.choices = choices;
    }

    Value condition() {
        return condition(0);
    }

    private Value condition(int depth) {
        return switch (choices.below(depth < DEEPEST ? 12 : 9)) {
            case 0, 1, 2, 3 -> attribute();
            case 4 -> member("segment", Value.of(FlagSetMaker.segmentKey(choices)));
            case 5 -> Value.of(Map.of("flag", Value.of(FlagSetMaker.flagKey(choices)), "disabled", Value.of(true)));
            case 6 ->
                Value.of(Map.of(
                        "flag", Value.of(FlagSetMaker.flagKey(choices)),
                        "variants", Value.of(List.of(Value.of(FlagSetMaker.variant(choices))))));
            case 7 -> member("share", share());
            case 8 -> choices.below(2) == 0 ? member("now", now()) : member("time", time());
            case 9 -> member("not", condition(depth + 1));
            case 10 -> member("all", parts(depth));
            default -> member("any", parts(depth));
        };
    }

    /** A value of any type. */
    Value value() {
        return value(0);
    }

    private Value value(int depth) {
        return switch (choices.below(depth < 2 ? 9 : 6)) {
            case 0, 1 -> Value.of(choices.of(TEXTS));
            case 2 -> Value.of(valid(choices.text(12)));
            case 3 -> Value.of(choices.of(NUMBERS));
            case 4 -> Value.of((double) choices.number());
            case 5 -> Value.of(choices.below(2) == 0);
            case 6 -> values(depth);
            case 7 -> Value.of(Map.of("x", value(depth + 1), "~", Value.of(Map.of("/", value(depth + 1)))));
            default -> Value.NULL;
        };
    }

    private Value attribute() {
        Operator operator = choices.of(List.of(Operator.values()));
        Map<String, Value> condition = new LinkedHashMap<>();
        condition.put("attribute", Value.of(choices.of(ATTRIBUTES)));
        condition.put(operator.word(), operand(operator));
        if (choices.below(3) == 1) {
            condition.put("negate", Value.of(true));
        }
        if (choices.below(3) == 1) {
            condition.put("ignoreCase", Value.of(true));
        }
        if (choices.below(4) == 1) {
            condition.put(
                    "as", Value.of(choices.of(List.of(Conversion.values())).word()));
        }
        return Value.of(condition);
    }

    private Value operand(Operator operator) {
        return switch (operator) {
            case EXISTS, ABSENT -> Value.of(true);
            case TYPE -> Value.of(choices.of(TYPES));
            case BETWEEN -> Value.of(List.of(Value.of(-1), Value.of((double) choices.below(100))));
            case MODULO -> Value.of(Map.of("divisor", Value.of(choices.of(NUMBERS)), "remainder", Value.of(0)));
            case SHA256_IN ->
                Value.of(Map.of(
                        "salt", Value.of(choices.of(TEXTS)), "hashes", Value.of(List.of(Value.of("0a".repeat(32))))));
            case IN, CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE -> values(1);
            case EQUALS, LESS_THAN, AT_MOST, GREATER_THAN, AT_LEAST -> value(2);
            default -> choices.below(2) == 0 ? Value.of(choices.of(TEXTS)) : values(2);
        };
    }

    private Value share() {
        int from = choices.below(100);
        return Value.of(Map.of(
                "from", Value.of((double) from),
                "to", Value.of((double) from + choices.below(100)),
                "bucketing", FlagSetMaker.bucketing(choices)));
    }

    private Value now() {
        return member(choices.below(2) == 0 ? "after" : "before", value(2));
    }

    private Value time() {
        return Value.of(Map.of(
                "zone", Value.of(choices.of(List.of("UTC", "Europe/Lisbon", "Asia/Kolkata"))),
                "from", Value.of(choices.of(List.of("00:00", "22:30:01", "09:00"))),
                "to", Value.of(choices.of(List.of("24:00", "06:00", "17:30")))));
    }

    private Value parts(int depth) {
        List<Value> parts = new ArrayList<>();
        for (int count = choices.below(4); count > 0; count--) {
            parts.add(condition(depth + 1));
        }
        return Value.of(parts);
    }

    private Value values(int depth) {
        List<Value> values = new ArrayList<>();
        for (int count = choices.below(4); count > 0; count--) {
            values.add(value(depth + 1));
        }
        return Value.of(values);
    }

    private static Value member(String name, Value value) {
        return Value.of(Map.of(name, value));
    }

    /** Bytes that spell no text become question marks, which cannot be half a surrogate pair. */
    private static String valid(String text) {
        return text.replace('\ufffd', '?');
    }
}
