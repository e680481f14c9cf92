package dev.belay.client.environment;

import dev.belay.core.Value;
import dev.belay.core.flag.Variant;
import dev.belay.json.Json;
import dev.belay.json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What environment variables say about flags.
 *
 * @param values     what each name serves, prefixes removed
 * @param unreadable what is wrong with the others
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record Variables(Map<String, Variant> values, Map<String, String> unreadable) {

    /** Before the name of a flag that is on exactly when the variable is {@code 1}. */
    static final String TOGGLE = "TOGGLE_";

    /** Before the name of a flag whose value is written as JSON. */
    static final String VALUE = "BELAY_VALUE_";

    Variables {
        values = Map.copyOf(values);
        unreadable = Map.copyOf(unreadable);
    }

    /** A flag's key in upper case, with {@code _} for everything but letters from A to Z and digits. */
    static String nameOf(String key) {
        StringBuilder name = new StringBuilder(key.length());
        key.codePoints().forEach(each -> name.appendCodePoint(isPlain(each) ? each : '_'));
        return name.toString().toUpperCase(Locale.ROOT);
    }

    /** Reads all variables that concern flags; one that holds a value wins over one that is on or off. */
    static Variables read(Map<String, String> variables) {
        Map<String, Variant> values = new LinkedHashMap<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        variables.forEach((name, text) -> {
            if (name.startsWith(TOGGLE)) {
                values.putIfAbsent(name.substring(TOGGLE.length()), toggle(text));
            } else if (name.startsWith(VALUE)) {
                readValue(name.substring(VALUE.length()), text, values, unreadable);
            }
        });
        return new Variables(values, unreadable);
    }

    private static Variant toggle(String text) {
        boolean on = text.equals("1");
        return new Variant(on ? "on" : "off", Value.of(on));
    }

    private static void readValue(
            String name, String text, Map<String, Variant> values, Map<String, String> unreadable) {
        try {
            values.put(name, new Variant("value", Json.read(text)));
        } catch (MalformedJsonException malformed) {
            unreadable.put(name, "The variable " + VALUE + name + " is not JSON: " + malformed.detail());
        }
    }

    private static boolean isPlain(int each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }
}
