package dev.belay.json.flag;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the tree of a condition. */
final class ConditionWriter {

    private ConditionWriter() {}

    static Value write(Condition condition) {
        if (condition instanceof Condition.All all) {
            return member("all", parts(all.parts()));
        }
        if (condition instanceof Condition.Any any) {
            return member("any", parts(any.parts()));
        }
        if (condition instanceof Condition.Not not) {
            return member("not", write(not.part()));
        }
        if (condition instanceof Condition.InSegment in) {
            return member("segment", Value.of(in.segment()));
        }
        if (condition instanceof Condition.FlagServes serves) {
            return Value.of(Map.of("flag", Value.of(serves.flag()), "variants", FlagWriter.texts(serves.variants())));
        }
        if (condition instanceof Condition.FlagDisabled disabled) {
            return Value.of(Map.of("flag", Value.of(disabled.flag()), "disabled", Value.of(true)));
        }
        if (condition instanceof Condition.Share share) {
            return member("share", share(share));
        }
        if (condition instanceof Condition.OfMoment ofMoment) {
            return MomentWriter.write(ofMoment);
        }
        if (condition instanceof Condition.Attribute attribute) {
            return attribute(attribute);
        }
        throw new IllegalArgumentException("A condition that is not understood cannot be written: " + condition);
    }

    private static Value parts(List<Condition> parts) {
        return FlagWriter.list(parts, ConditionWriter::write);
    }

    private static Value share(Condition.Share share) {
        return Value.of(Map.of(
                "from", Value.of((double) share.from()),
                "to", Value.of((double) share.to()),
                "bucketing", Value.of(FlagWriter.ofShare(share.bucketing()))));
    }

    private static Value attribute(Condition.Attribute attribute) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("attribute", Value.of(attribute.attribute().toString()));
        members.put(attribute.operator().word(), attribute.operand());
        if (attribute.negate()) {
            members.put("negate", Value.of(true));
        }
        if (attribute.ignoreCase()) {
            members.put("ignoreCase", Value.of(true));
        }
        attribute.as().ifPresent(as -> members.put("as", Value.of(as.word())));
        return Value.of(members);
    }

    private static Value member(String name, Value value) {
        return Value.of(Map.of(name, value));
    }
}
