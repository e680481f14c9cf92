package dev.belay.verification.fuzz;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes documents of flags and segments that refer to one another, circles included, and contexts to ask about. */
final class FlagSetMaker {

    static final List<String> FLAGS = List.of("f0", "f1", "f2", "f3");
    static final List<String> SEGMENTS = List.of("s0", "s1", "s2");

    private static final List<String> VARIANTS = List.of("on", "off", "third");
    private static final List<String> UNITS = List.of("targetingKey", "a", "$random", "/s/x");
    private static final List<String> KEYS = List.of("a", "user-1", "", "1");

    private final Choices choices;
    private final ConditionMaker conditions;

    FlagSetMaker(Choices choices) {
        this.choices = choices;
        this.conditions = new ConditionMaker(choices);
    }

    static String flagKey(Choices choices) {
        return choices.of(FLAGS);
    }

    static String segmentKey(Choices choices) {
        return choices.of(SEGMENTS);
    }

    static String variant(Choices choices) {
        return choices.of(VARIANTS);
    }

    static Value bucketing(Choices choices) {
        Algorithm algorithm = choices.of(List.of(Algorithm.values()));
        return Value.of(Map.of(
                "algorithm", Value.of(algorithm.word()),
                "salt", Value.of(choices.of(KEYS)),
                "by", Value.of(choices.of(UNITS)),
                "total", Value.of((double) algorithm.totals().usual())));
    }

    Value flag(String key) {
        Map<String, Value> flag = new LinkedHashMap<>();
        flag.put("key", Value.of(key));
        flag.put("type", Value.of("string"));
        flag.put("variants", Value.of(VARIANTS.stream().map(FlagSetMaker::named).toList()));
        flag.put("enabled", Value.of(choices.below(8) != 7));
        if (choices.below(2) == 1) {
            flag.put("offVariant", Value.of(variant(choices)));
        }
        flag.put("rules", rules());
        flag.put("prerequisites", prerequisites());
        flag.put("targets", targets());
        if (choices.below(3) != 2) {
            flag.put("otherwise", serve());
        }
        if (choices.below(3) == 1) {
            flag.put("bucketing", bucketing(choices));
        }
        return Value.of(flag);
    }

    Value segment(String key) {
        Map<String, Value> segment = new LinkedHashMap<>();
        segment.put("key", Value.of(key));
        if (choices.below(4) != 3) {
            segment.put("when", conditions.condition());
        }
        segment.put("included", keys());
        segment.put("excluded", keys());
        segment.put("by", Value.of(choices.of(List.of("targetingKey", "a", "/s/x"))));
        return Value.of(segment);
    }

    EvaluationContext context() {
        Map<String, Value> attributes = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "targetingKey", "s", "l")) {
            if (choices.below(4) != 3) {
                attributes.put(name, conditions.value());
            }
        }
        return EvaluationContext.of(attributes);
    }

    private Value rules() {
        List<Value> rules = new ArrayList<>();
        for (int count = choices.below(4); count > 0; count--) {
            rules.add(Value.of(Map.of(
                    "id", Value.of("r" + rules.size()),
                    "when", conditions.condition(),
                    "serve", serve())));
        }
        return Value.of(rules);
    }

    private Value prerequisites() {
        return choices.below(4) == 3
                ? Value.of(List.of(Value.of(Map.of(
                        "flag", Value.of(flagKey(choices)),
                        "variants", Value.of(List.of(Value.of(variant(choices))))))))
                : Value.of(List.of());
    }

    private Value targets() {
        return choices.below(4) == 3
                ? Value.of(List.of(Value.of(Map.of("variant", Value.of(variant(choices)), "keys", keys()))))
                : Value.of(List.of());
    }

    private Value serve() {
        if (choices.below(2) == 0) {
            return Value.of(Map.of("variant", Value.of(variant(choices))));
        }
        Map<String, Value> split = new LinkedHashMap<>();
        List<Value> slices = new ArrayList<>();
        for (int count = choices.below(3) + 1; count > 0; count--) {
            Value weight = Value.of((double) choices.below(50));
            slices.add(Value.of(
                    choices.below(4) == 3
                            ? Map.of("rest", Value.of(true), "weight", weight)
                            : Map.of("variant", Value.of(variant(choices)), "weight", weight)));
        }
        split.put("slices", Value.of(slices));
        if (choices.below(2) == 1) {
            split.put("bucketing", splitBucketing());
        }
        return Value.of(Map.of("split", Value.of(split)));
    }

    private Value splitBucketing() {
        Map<String, Value> bucketing = new LinkedHashMap<>(((Value.StructureValue) bucketing(choices)).members());
        bucketing.put("onMissingKey", Value.of(choices.of(List.of("fallThrough", "firstSlice", "error"))));
        return Value.of(bucketing);
    }

    private Value keys() {
        List<Value> keys = new ArrayList<>();
        for (int count = choices.below(3); count > 0; count--) {
            keys.add(Value.of(choices.of(KEYS)));
        }
        return Value.of(keys);
    }

    private static Value named(String variant) {
        return Value.of(Map.of("name", Value.of(variant), "value", Value.of(variant)));
    }
}
