package dev.belay.core.evaluation;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Numbers;
import dev.belay.core.condition.WallClock;
import java.time.LocalTime;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts values and conditions into words for explanations. */
final class Describe {

    private Describe() {}

    static String condition(Condition.Attribute condition) {
        return condition.attribute() + (condition.negate() ? " not " : " ")
                + condition.operator().word() + " "
                + (condition.operator().isSecret() ? "[not shown]" : quoted(condition.operand()));
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
        return value == null ? "absent" : "saw " + quoted(value);
    }

    private static String quoted(Value value) {
        if (value instanceof Value.TextValue text) {
            return '"' + text.value() + '"';
        }
        if (value instanceof Value.NumberValue number) {
            return Numbers.text(number.value());
        }
        if (value instanceof Value.BooleanValue truth) {
            return Boolean.toString(truth.value());
        }
        if (value instanceof Value.ListValue list) {
            return list.items().stream().map(Describe::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.StructureValue structure) {
            return structure.members().entrySet().stream()
                    .map(member -> member.getKey() + ": " + quoted(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return "null";
    }
}
