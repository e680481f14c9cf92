package dev.belay.json.flag;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.WallClock;
import dev.belay.json.InstantFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes conditions that ask what time it is. */
final class MomentWriter {

    private MomentWriter() {}

    static Value write(Condition.OfMoment condition) {
        return condition instanceof Condition.Time time
                ? Value.of(Map.of("time", time(time.clock())))
                : Value.of(Map.of("now", now((Condition.Now) condition)));
    }

    private static Value now(Condition.Now now) {
        Map<String, Value> members = new LinkedHashMap<>();
        now.after().ifPresent(instant -> members.put("after", Value.of(InstantFormat.write(instant))));
        now.before().ifPresent(instant -> members.put("before", Value.of(InstantFormat.write(instant))));
        return Value.of(members);
    }

    private static Value time(WallClock clock) {
        return Value.of(Map.of(
                "zone", Value.of(clock.zone().getId()),
                "from", Value.of(time(clock.from())),
                "to", Value.of(time(clock.to())),
                "days",
                        FlagWriter.texts(clock.days().stream()
                                .sorted()
                                .map(day -> MomentReader.DAYS.get(day.getValue() - 1))
                                .toList())));
    }

    private static String time(int second) {
        String minutes = String.format(Locale.ROOT, "%02d:%02d", second / 3600, second / 60 % 60);
        return second % 60 == 0 ? minutes : minutes + String.format(Locale.ROOT, ":%02d", second % 60);
    }
}
