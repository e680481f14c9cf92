package dev.belay.json.bucketing;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What other products publish about their bucketing, where it is kept beside the project. */
final class Suites {

    private static final Path FOLDER = Path.of("..", "..", "shared", "conformance");

    private Suites() {}

    static boolean areBesideTheProject() {
        return Files.isDirectory(FOLDER);
    }

    static Value json(String file) {
        try {
            // Integers beyond 2^53 are no I-JSON; these files note hashes with them, as texts they do no harm.
            String text = Files.readString(FOLDER.resolve(file)).replaceAll(":\\s*(-?\\d{16,})", ":\"$1\"");
            return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.TRUSTED);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Value member(Value structure, String name) {
        return ((Value.StructureValue) structure).members().getOrDefault(name, Value.NULL);
    }

    static Stream<Value> items(Value list) {
        return list instanceof Value.ListValue all ? all.items().stream() : Stream.empty();
    }

    static Value item(Value list, int at) {
        return ((Value.ListValue) list).items().get(at);
    }

    static double number(Value value) {
        return ((Value.NumberValue) value).value();
    }

    static boolean isTrue(Value value) {
        return value.equals(Value.of(true));
    }

    /** A value as the key that an importer would bucket by: texts as they are, integers in decimal, None by its name. */
    static String key(Value value) {
        if (value instanceof Value.TextValue text) {
            return text.value();
        }
        if (value instanceof Value.NumberValue number) {
            return number.value() == Math.rint(number.value())
                    ? Long.toString((long) number.value())
                    : Double.toString(number.value());
        }
        return "None";
    }
}
