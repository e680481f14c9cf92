package dev.belay.json.flag;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import dev.belay.core.flag.Target;
import dev.belay.core.flag.Variant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes the document of a flag with everything filled in. */
final class FlagWriter {

    private FlagWriter() {}

    static Value.StructureValue write(Flag flag) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("format", Value.of((double) FlagFormat.FORMAT));
        members.put("key", Value.of(flag.key()));
        members.put("type", Value.of(flag.type().word()));
        members.put("variants", list(flag.variants(), FlagWriter::variant));
        members.put("enabled", Value.of(flag.enabled()));
        flag.offVariant().ifPresent(name -> members.put("offVariant", Value.of(name)));
        members.put("exposed", Value.of(flag.exposed()));
        members.put("prerequisites", list(flag.prerequisites(), FlagWriter::prerequisite));
        members.put("targets", list(flag.targets(), FlagWriter::target));
        members.put("rules", list(flag.rules(), FlagWriter::rule));
        flag.otherwise().ifPresent(serve -> members.put("otherwise", serve(serve)));
        members.put("bucketing", bucketing(flag.bucketing()));
        members.put("requires", texts(flag.requires()));
        return new Value.StructureValue(members);
    }

    static Value texts(Collection<String> texts) {
        return list(texts, Value::of);
    }

    static <T> Value list(Collection<T> items, Function<T, Value> writer) {
        return Value.of(items.stream().map(writer).toList());
    }

    private static Value variant(Variant variant) {
        return Value.of(Map.of("name", Value.of(variant.name()), "value", variant.value()));
    }

    private static Value prerequisite(Prerequisite prerequisite) {
        Value flag = Value.of(prerequisite.flag());
        return prerequisite instanceof Prerequisite.Serves serves
                ? Value.of(Map.of("flag", flag, "variants", texts(serves.variants())))
                : Value.of(Map.of("flag", flag, "disabled", Value.of(true)));
    }

    private static Value target(Target target) {
        return Value.of(Map.of("variant", Value.of(target.variant()), "keys", texts(target.keys())));
    }

    private static Value rule(Rule rule) {
        return Value.of(Map.of(
                "id", Value.of(rule.id()),
                "when", ConditionWriter.write(rule.when()),
                "serve", serve(rule.serve())));
    }

    private static Value serve(Serve serve) {
        return serve instanceof Serve.OneVariant one
                ? Value.of(Map.of("variant", Value.of(one.variant())))
                : Value.of(Map.of("split", split((Serve.Split) serve)));
    }

    private static Value split(Serve.Split split) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("slices", list(split.slices(), FlagWriter::slice));
        if (!split.bucketing().equals(BucketingOverride.NONE)) {
            members.put("bucketing", override(split.bucketing()));
        }
        return Value.of(members);
    }

    private static Value slice(Slice slice) {
        Value weight = Value.of((double) slice.weight());
        return slice.isRest()
                ? Value.of(Map.of("rest", Value.of(true), "weight", weight))
                : Value.of(Map.of("variant", Value.of(slice.variant()), "weight", weight));
    }

    private static Value override(BucketingOverride own) {
        Map<String, Value> members = new LinkedHashMap<>();
        own.algorithm().ifPresent(algorithm -> members.put("algorithm", Value.of(algorithm.word())));
        own.salt().ifPresent(salt -> members.put("salt", Value.of(salt)));
        own.by().ifPresent(by -> members.put("by", Value.of(by)));
        own.total().ifPresent(total -> members.put("total", Value.of((double) total)));
        putParameters(members, own.parameters());
        own.onMissingKey().ifPresent(choice -> members.put("onMissingKey", Value.of(choice.word())));
        return Value.of(members);
    }

    private static Value bucketing(Bucketing bucketing) {
        Map<String, Value> members = new LinkedHashMap<>(ofShare(bucketing));
        members.put("onMissingKey", Value.of(bucketing.onMissingKey().word()));
        return Value.of(members);
    }

    static Map<String, Value> ofShare(Bucketing bucketing) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("algorithm", Value.of(bucketing.algorithm().word()));
        members.put("salt", Value.of(bucketing.salt()));
        members.put("by", Value.of(bucketing.by()));
        members.put("total", Value.of((double) bucketing.total()));
        putParameters(members, bucketing.parameters());
        return members;
    }

    private static void putParameters(Map<String, Value> members, Map<String, String> parameters) {
        if (!parameters.isEmpty()) {
            Map<String, Value> values = new LinkedHashMap<>();
            parameters.forEach((name, value) -> values.put(name, Value.of(value)));
            members.put("parameters", Value.of(values));
        }
    }
}
