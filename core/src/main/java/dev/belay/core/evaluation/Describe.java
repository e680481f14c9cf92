package dev.belay.core.evaluation;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Numbers;
import dev.belay.core.condition.WallClock;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts values and conditions into words for explanations. */
final class Describe {

    private static final int LONGEST_SHOWN = 200;

    private Describe() {}

    static String condition(Condition.Attribute condition) {
        return condition.attribute() + (condition.negate() ? " not " : " ")
                + condition.operator().word() + " "
                + (condition.operator().isSecret() ? "[not shown]" : shown(condition.operand()));
    }

    static String condition(Condition.OfMoment condition) {
        return condition instanceof Condition.Time time ? clock(time.clock()) : between((Condition.Now) condition);
    }

    private static String clock(WallClock clock) {
        String days = clock.days().equals(WallClock.everyDay())
                ? ""
                : clock.days().stream()
                        .sorted()
                        .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", " on ", ""));
        return "time in " + clock.zone() + " from " + LocalTime.ofSecondOfDay(clock.from()) + " to "
                + (clock.to() == WallClock.DAY ? "24:00" : LocalTime.ofSecondOfDay(clock.to())) + days;
    }

    private static String between(Condition.Now now) {
        return "now"
                + now.after().map(instant -> " after " + instant).orElse("")
                + now.before().map(instant -> " before " + instant).orElse("");
    }

    static String seen(@Nullable Value value) {
        return value == null ? "absent" : "saw " + shown(value);
    }

    /** What is long is cut, because an explanation may show it at every condition. */
    private static String shown(Value value) {
        StringBuilder out = new StringBuilder();
        append(value, LONGEST_SHOWN, out);
        if (out.length() <= LONGEST_SHOWN) {
            return out.toString();
        }
        boolean splitsPair = Character.isHighSurrogate(out.charAt(LONGEST_SHOWN - 1));
        return out.substring(0, LONGEST_SHOWN - (splitsPair ? 1 : 0)) + "…";
    }

    /** Stops somewhere after {@code most} characters. */
    private static void append(Value value, int most, StringBuilder out) {
        if (value instanceof Value.TextValue text) {
            int length = Math.min(text.value().length(), most);
            out.append('"').append(text.value(), 0, length).append('"');
        } else if (value instanceof Value.NumberValue number) {
            out.append(Numbers.text(number.value()));
        } else if (value instanceof Value.BooleanValue truth) {
            out.append(truth.value());
        } else if (value instanceof Value.ListValue list) {
            appendItems(list, most, out);
        } else if (value instanceof Value.StructureValue structure) {
            appendMembers(structure, most, out);
        } else {
            out.append("null");
        }
    }

    private static void appendItems(Value.ListValue list, int most, StringBuilder out) {
        String separator = "[";
        for (Value item : list.items()) {
            if (out.length() > most) {
                return;
            }
            append(item, most, out.append(separator));
            separator = ", ";
        }
        out.append(list.items().isEmpty() ? "[]" : "]");
    }

    private static void appendMembers(Value.StructureValue structure, int most, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<String, Value> member : structure.members().entrySet()) {
            if (out.length() > most) {
                return;
            }
            String name = member.getKey();
            out.append(separator).append(name, 0, Math.min(name.length(), most)).append(": ");
            append(member.getValue(), most, out);
            separator = ", ";
        }
        out.append(structure.members().isEmpty() ? "{}" : "}");
    }
}
