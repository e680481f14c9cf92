package dev.belay.verification.hostile;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.flag.FlagFormat;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts and documents that somebody would write to make them expensive. */
final class Hostile {

    private Hostile() {}

    /** The text with this number, of which all have one and the same {@code String.hashCode}. */
    static String colliding(int number) {
        return spelled(number, "Aa", "BB");
    }

    /** As {@link #colliding}, for the hash that multiplies by 33, from whatever number it starts. */
    static String collidingBy33(int number) {
        return spelled(number, "AB", "B!");
    }

    static String network(int number) {
        return (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255) + ".0/24";
    }

    static String range(int number) {
        return ">=" + number + ".0.0 <" + number + ".5 || ~0." + number + ".1";
    }

    static String pattern(int number) {
        return "^(a" + number + "|b+)*x{1,20}$";
    }

    static String quoted(int count, IntFunction<String> texts) {
        return IntStream.range(0, count)
                .mapToObj(number -> '"' + texts.apply(number) + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String members(int count, IntFunction<String> names) {
        return IntStream.range(0, count)
                .mapToObj(number -> '"' + names.apply(number) + "\":" + number)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A flag with one rule. */
    static String flag(String condition) {
        return flag("f", "\"rules\":[{\"id\":\"r\",\"when\":" + condition + ",\"serve\":{\"variant\":\"on\"}}]");
    }

    static String flag(String key, String more) {
        return "{\"key\":\"" + key + "\",\"type\":\"boolean\",\"enabled\":true,"
                + "\"variants\":[{\"name\":\"on\",\"value\":true},{\"name\":\"off\",\"value\":false}]," + more + "}";
    }

    /** Reads a document as the server and as an application would. */
    static Runnable reading(String document) {
        return () -> {
            var value = Json.read(document, JsonLimits.CHANGE_SET);
            try {
                FlagFormat.read(value);
            } catch (InvalidDocumentException refused) {
                refused.violations();
            }
            FlagFormat.readLenient("f", 1, value);
        };
    }

    static Snapshot snapshot(String... flags) {
        Snapshot.Changes changes = Snapshot.empty(new Position("hostile", 0)).change();
        for (String flag : flags) {
            var value = Json.read(flag, JsonLimits.CHANGE_SET);
            changes.put(FlagFormat.readLenient(flag.substring(flag.indexOf(":\"") + 2, flag.indexOf("\",")), 1, value));
        }
        return changes.at(new Position("hostile", 1));
    }

    /** Asks a flag with one rule. */
    static Runnable asking(String condition, EvaluationContext context) {
        return asking(snapshot(flag(condition)), "f", context);
    }

    /** Asks for a flag often enough to be measured. */
    static Runnable asking(Snapshot snapshot, String flag, EvaluationContext context) {
        Moment moment = new Moment(Instant.EPOCH, 7);
        return () -> {
            for (int times = 0; times < 3; times++) {
                Evaluator.evaluate(snapshot, flag, context, moment);
                Evaluator.explain(snapshot, flag, context, moment);
            }
        };
    }

    private static String spelled(int number, String zero, String one) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            text.append((number >> bit & 1) == 0 ? zero : one);
        }
        return text.toString();
    }
}
