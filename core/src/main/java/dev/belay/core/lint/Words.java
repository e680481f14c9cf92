package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Puts conditions and values into few words. */
final class Words {

    private static final int MOST_ITEMS = 4;
    private static final int LONGEST_TEXT = 40;

    private Words() {}

    static String literal(Literal literal) {
        return claim(literal.condition(), literal.holds());
    }

    /** What is so when the literal is not. */
    static String opposite(Literal literal) {
        return claim(literal.condition(), !literal.holds());
    }

    private static String claim(Condition condition, boolean holds) {
        return holds ? condition(condition) : "not (" + condition(condition) + ")";
    }

    static String condition(Condition condition) {
        if (condition instanceof Condition.Attribute attribute) {
            return attribute(attribute);
        }
        if (condition instanceof Condition.InSegment in) {
            return "segment " + quoted(in.segment());
        }
        if (condition instanceof Condition.FlagServes serves) {
            return "flag " + quoted(serves.flag()) + " serves " + listed(serves.variants());
        }
        if (condition instanceof Condition.FlagDisabled disabled) {
            return "flag " + quoted(disabled.flag()) + " disabled";
        }
        if (condition instanceof Condition.Share share) {
            return "share from " + share.from() + " to " + share.to();
        }
        if (condition instanceof Condition.Now now) {
            return "now" + now.after().map(at -> " after " + at).orElse("")
                    + now.before().map(at -> " before " + at).orElse("");
        }
        return condition instanceof Condition.Time time
                ? "time in " + time.clock().zone()
                : "this condition";
    }

    private static String attribute(Condition.Attribute condition) {
        return condition.attribute()
                + condition.as().map(as -> " as " + as.word()).orElse("")
                + (condition.negate() ? " not " : " ")
                + condition.operator().word()
                + " "
                + (condition.operator().isSecret() ? "…" : value(condition.operand()))
                + (condition.ignoreCase() ? " ignoring case" : "");
    }

    static String value(Value value) {
        if (value instanceof Value.TextValue text) {
            return "\"" + shortened(text.value()) + "\"";
        }
        if (value instanceof Value.NumberValue number) {
            return number(number.value());
        }
        if (value instanceof Value.BooleanValue truth) {
            return String.valueOf(truth.value());
        }
        if (value instanceof Value.ListValue list) {
            return "["
                    + cut(
                            list.items().stream()
                                    .limit(MOST_ITEMS)
                                    .map(Words::value)
                                    .toList(),
                            list.items()) + "]";
        }
        return value instanceof Value.StructureValue structure ? structure(structure) : "null";
    }

    static String listed(Collection<String> names) {
        return cut(names.stream().limit(MOST_ITEMS).map(Words::quoted).toList(), names);
    }

    static String quoted(String text) {
        return "'" + shortened(text) + "'";
    }

    private static String structure(Value.StructureValue structure) {
        return structure.members().entrySet().stream()
                .limit(MOST_ITEMS)
                .map(member -> member.getKey() + ": " + value(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String cut(List<String> shown, Collection<?> all) {
        List<String> words = new ArrayList<>(shown);
        if (all.size() > shown.size()) {
            words.add("… (" + all.size() + ")");
        }
        return String.join(", ", words);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
