package dev.belay.testkit;

import dev.belay.core.Value;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes documents of flags and segments as they are stored, filled in. */
public final class FlagDocuments {

    private static final double TOTAL = 100_000;

    private FlagDocuments() {}

    /** A boolean flag with the variants {@code on} and {@code off} that serves {@code on} to everybody while enabled. */
    public static Document flag(String key, boolean enabled) {
        return flag(key, enabled, List.of(), variant("on"));
    }

    /** A boolean flag that serves {@code on} by weight, of 100000. */
    public static Document split(String key, int weight) {
        return flag(key, true, List.of(), split(weight));
    }

    /** A segment of listed keys. */
    public static Document segment(String key, List<String> included) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("format", Value.of(1));
        members.put("key", Value.of(key));
        members.put("included", Value.of(included.stream().map(Value::of).toList()));
        return Document.of(Value.of(members));
    }

    /** A segment with these members. */
    public static Document segment(String key, MemberSet members) {
        Segment segment = new Segment(key, Optional.empty(), Set.of(), Set.of(), "targetingKey").withMembers(members);
        return Document.of(SegmentFormat.write(segment)).withMembers(members);
    }

    /** The set of these keys. */
    public static MemberSet members(Stream<String> keys) {
        return MemberEdit.apply(MemberSet.EMPTY, keys.toList(), List.of());
    }

    /** Some legal flag. */
    public static Document anyFlag(String key, RandomGenerator random) {
        Value otherwise =
                random.nextBoolean() ? variant(random.nextBoolean() ? "on" : "off") : split(random.nextInt(100_001));
        List<Value> rules = random.nextInt(3) == 0 ? List.of(rule(random)) : List.of();
        return flag(key, random.nextBoolean(), rules, otherwise);
    }

    /** Some legal segment. */
    public static Document anySegment(String key, RandomGenerator random) {
        return segment(
                key,
                random.ints(random.nextInt(4), 0, 100)
                        .distinct()
                        .mapToObj(user -> "user-" + user)
                        .toList());
    }

    private static Document flag(String key, boolean enabled, List<Value> rules, Value otherwise) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("format", Value.of(1));
        members.put("key", Value.of(key));
        members.put("type", Value.of("boolean"));
        members.put("variants", Value.of(List.of(variant("on", true), variant("off", false))));
        members.put("enabled", Value.of(enabled));
        members.put("offVariant", Value.of("off"));
        members.put("exposed", Value.of(false));
        members.put("prerequisites", Value.of(List.of()));
        members.put("targets", Value.of(List.of()));
        members.put("rules", Value.of(rules));
        members.put("otherwise", otherwise);
        members.put("bucketing", bucketing(key));
        return Document.of(Value.of(members));
    }

    private static Value rule(RandomGenerator random) {
        Value when = Value.of(Map.of(
                "attribute",
                Value.of("country"),
                "in",
                Value.of(List.of(Value.of(random.nextBoolean() ? "PT" : "ES")))));
        return Value.of(Map.of("id", Value.of("rule-1"), "when", when, "serve", variant("off")));
    }

    private static Value variant(String name, boolean value) {
        return Value.of(Map.of("name", Value.of(name), "value", Value.of(value)));
    }

    private static Value variant(String name) {
        return Value.of(Map.of("variant", Value.of(name)));
    }

    private static Value split(int weight) {
        List<Value> slices = List.of(slice("on", weight), slice("off", TOTAL - weight));
        return Value.of(Map.of("split", Value.of(Map.of("slices", Value.of(slices)))));
    }

    private static Value slice(String variant, double weight) {
        return Value.of(Map.of("variant", Value.of(variant), "weight", Value.of(weight)));
    }

    private static Value bucketing(String salt) {
        return Value.of(Map.of(
                "algorithm", Value.of("belay-1"),
                "salt", Value.of(salt),
                "by", Value.of("targetingKey"),
                "total", Value.of(TOTAL),
                "onMissingKey", Value.of("fallThrough")));
    }
}
