package dev.belay.verification.cli;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes flag sets of everything that files could get wrong: keys, texts, numbers and what is left out. */
final class FlagSetGenerator {
    private static final List<String> KEYS = List.of(
            "checkout.new-flow",
            "newFlow",
            "newflow",
            "NEWFLOW",
            ".",
            "..",
            ".git",
            "-rf",
            "CON",
            "con.x",
            "nul",
            "a:b",
            "a\\b",
            "a*b",
            "\"quoted\"",
            "'single'",
            "~",
            "~x",
            "no",
            "true",
            "null",
            "1",
            "0x10",
            "1_000",
            "2026-01-01",
            "日本",
            "é",
            "e\u0301",
            "😀",
            "&a",
            "*a",
            "!t",
            "@x",
            "`",
            "{a}",
            "[a]",
            "a,b",
            "=",
            "<<",
            "---",
            "...",
            "|",
            ">",
            "-",
            "\u202Ex",
            "x".repeat(200),
            "X".repeat(200),
            "日".repeat(200));
    private static final List<String> TEXTS = List.of(
            "no",
            "1_000",
            "0x10",
            "2026-01-01",
            "12:30:45",
            "",
            " ",
            "~",
            "null",
            "a: b",
            "a #b",
            "- a",
            "a\nb",
            "a\nb\n",
            "\na",
            "a\n\n",
            " a\nb",
            "\t",
            "a\r\nb",
            "\u2028",
            "\uFEFF",
            "\u0085",
            "\u0000",
            "日本 😀",
            "x".repeat(3_000),
            "1e5",
            ".5");
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -1.0,
            0.1,
            1e-7,
            Double.MIN_VALUE,
            -2.2250738585072014e-308,
            9007199254740992.0,
            -9007199254740992.0,
            1234567.875);

    private final RandomGenerator random;

    FlagSetGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** The body of a change set that makes them. */
    String changes() {
        List<Value> operations = new ArrayList<>();
        Set<String> segments = keys(1 + random.nextInt(6));
        segments.forEach(key -> operations.add(put("put-segment", "segment", segment(key))));
        keys(1 + random.nextInt(20))
                .forEach(key -> operations.add(put("put", "flag", flag(key, List.copyOf(segments)))));
        return CanonicalJson.text(Value.of(Map.of("changes", Value.of(operations))));
    }

    private static Value put(String operation, String kind, Value document) {
        return Value.of(Map.of("op", Value.of(operation), kind, document));
    }

    private Value flag(String key, List<String> segments) {
        Map<String, Value> flag = new LinkedHashMap<>();
        flag.put("key", Value.of(key));
        flag.put("type", Value.of("structure"));
        List<String> names = List.copyOf(texts(2));
        flag.put("variants", Value.of(names.stream().map(this::variant).toList()));
        flag.put("enabled", Value.of(random.nextBoolean()));
        sometimes(flag, "offVariant", Value.of(names.getFirst()));
        sometimes(flag, "exposed", Value.of(true));
        sometimes(flag, "targets", Value.of(List.of(target(names.getFirst()))));
        sometimes(flag, "rules", Value.of(List.of(rule(names, one(segments)))));
        sometimes(flag, "otherwise", serve(names));
        sometimes(flag, "bucketing", bucketing(key));
        return Value.of(flag);
    }

    private Value variant(String name) {
        Map<String, Value> structure = new LinkedHashMap<>();
        texts(3).forEach(member -> structure.put(member, value(2)));
        return Value.of(Map.of("name", Value.of(name), "value", Value.of(structure)));
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Value.of(one(TEXTS));
            case 1 -> Value.of(one(NUMBERS));
            case 2 -> Value.of(random.nextBoolean());
            case 3 -> Value.NULL;
            case 4 -> Value.of(List.of(value(depth - 1), value(depth - 1)));
            default -> Value.of(Map.of(one(TEXTS), value(depth - 1)));
        };
    }

    private Value target(String variant) {
        return Value.of(
                Map.of("variant", Value.of(variant), "keys", Value.of(List.of(Value.of("no"), Value.of("1_000")))));
    }

    private Value rule(List<String> names, String segment) {
        Value condition = random.nextBoolean()
                ? Value.of(Map.of("segment", Value.of(segment)))
                : Value.of(Map.of("attribute", Value.of("plan"), "in", Value.of(List.of(Value.of("no"), Value.of(7)))));
        return Value.of(Map.of("id", Value.of("on"), "when", condition, "serve", serve(names)));
    }

    private Value serve(List<String> names) {
        if (random.nextBoolean()) {
            return Value.of(Map.of("variant", Value.of(names.getLast())));
        }
        List<Value> slices = List.of(
                Value.of(Map.of("variant", Value.of(names.getFirst()), "weight", Value.of(1))),
                Value.of(Map.of("variant", Value.of(names.getLast()), "weight", Value.of(99_998))));
        return Value.of(Map.of("split", Value.of(Map.of("slices", Value.of(slices)))));
    }

    private Value bucketing(String key) {
        Map<String, Value> bucketing = new LinkedHashMap<>();
        sometimes(bucketing, "salt", Value.of(random.nextBoolean() ? key : one(TEXTS)));
        sometimes(bucketing, "by", Value.of("no"));
        sometimes(bucketing, "onMissingKey", Value.of("firstSlice"));
        sometimes(bucketing, "algorithm", Value.of("belay-1"));
        return Value.of(bucketing);
    }

    private Value segment(String key) {
        Map<String, Value> segment = new LinkedHashMap<>();
        segment.put("key", Value.of(key));
        sometimes(segment, "when", Value.of(Map.of("attribute", Value.of("no"), "equals", Value.of("0x10"))));
        sometimes(segment, "included", Value.of(List.of(Value.of("yes"), Value.of("010"), Value.of("a b"))));
        sometimes(segment, "by", Value.of("plan"));
        sometimes(
                segment,
                "members",
                Value.of(List.of(Value.of(" lead"), Value.of("\uFEFFbom"), Value.of("日本"), Value.of("user-7"))));
        return Value.of(segment);
    }

    private void sometimes(Map<String, Value> into, String name, Value value) {
        if (random.nextBoolean()) {
            into.put(name, value);
        }
    }

    private Set<String> keys(int count) {
        return several(KEYS, count);
    }

    private Set<String> texts(int count) {
        return several(
                TEXTS.stream()
                        .filter(text -> !text.isBlank()
                                && text.length() < 100
                                && text.chars().noneMatch(Character::isISOControl))
                        .toList(),
                count);
    }

    private Set<String> several(List<String> from, int count) {
        Set<String> chosen = new LinkedHashSet<>();
        while (chosen.size() < Math.min(count, from.size())) {
            chosen.add(one(from));
        }
        return chosen;
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
