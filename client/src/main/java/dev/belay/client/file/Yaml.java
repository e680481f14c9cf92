package dev.belay.client.file;

import dev.belay.core.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads YAML 1.2, when the application brings snakeyaml-engine. */
final class Yaml {

    /** The file is the application's own; the library's limit would be reached by some thousand flags. */
    private static final int MOST_CHARACTERS = 1 << 28;

    private Yaml() {}

    /**
     * The value that a YAML document describes.
     *
     * @throws IllegalStateException if snakeyaml-engine is not there
     * @throws RuntimeException if the text is not YAML, or holds what JSON cannot
     */
    static Value read(String text) {
        try {
            return value(Reader.read(text));
        } catch (NoClassDefFoundError absent) {
            throw new IllegalStateException(
                    "Reading YAML needs the library org.snakeyaml:snakeyaml-engine, which is not there;"
                            + " add it or use JSON",
                    absent);
        }
    }

    private static Value value(@Nullable Object read) {
        if (read instanceof Map<?, ?> map) {
            Map<String, Value> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), value(member)));
            return Value.of(members);
        }
        if (read instanceof List<?> list) {
            return Value.of(list.stream().map(Yaml::value).toList());
        }
        if (read instanceof Boolean truth) {
            return Value.of(truth);
        }
        if (read instanceof Number number) {
            return Value.of(number.doubleValue());
        }
        return read == null ? Value.NULL : Value.of(read.toString());
    }

    /** Apart, so that the rest works without the library. */
    private static final class Reader {

        static @Nullable Object read(String text) {
            LoadSettings settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(false)
                    .setCodePointLimit(MOST_CHARACTERS)
                    .build();
            return new Load(settings).loadFromString(text);
        }
    }
}
