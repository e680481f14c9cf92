package dev.belay.json;

import dev.belay.core.Value;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes values in the canonical form of RFC 8785: members sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript writes them. Equal values give equal bytes, in every version and every language.
 */
public final class CanonicalJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    /**
     * The canonical form in UTF-8.
     *
     * @throws IllegalArgumentException if a text in {@code value} has half a surrogate pair
     */
    public static byte[] bytes(Value value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The canonical form as text.
     *
     * @throws IllegalArgumentException if a text in {@code value} has half a surrogate pair
     */
    public static String text(Value value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    private static void write(Value value, StringBuilder out) {
        if (value instanceof Value.StructureValue structure) {
            writeMembers(structure.members(), out);
        } else if (value instanceof Value.ListValue list) {
            writeItems(list, out);
        } else if (value instanceof Value.TextValue text) {
            writeText(text.value(), out);
        } else if (value instanceof Value.NumberValue number) {
            NumberText.write(number.value(), out);
        } else if (value instanceof Value.BooleanValue truth) {
            out.append(truth.value());
        } else {
            out.append("null");
        }
    }

    private static void writeMembers(Map<String, Value> members, StringBuilder out) {
        char separator = '{';
        for (Map.Entry<String, Value> member : sorted(members)) {
            out.append(separator);
            writeText(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    // Documents come out of canonical bytes most of the time, in order already.
    private static Collection<Map.Entry<String, Value>> sorted(Map<String, Value> members) {
        String before = "";
        for (String name : members.keySet()) {
            if (name.compareTo(before) < 0) {
                return new TreeMap<>(members).entrySet();
            }
            before = name;
        }
        return members.entrySet();
    }

    private static void writeItems(Value.ListValue list, StringBuilder out) {
        char separator = '[';
        for (Value item : list.items()) {
            out.append(separator);
            write(item, out);
            separator = ',';
        }
        out.append(list.items().isEmpty() ? "[]" : "]");
    }

    private static void writeText(String text, StringBuilder out) {
        if (!Unicode.isValid(text)) {
            throw new IllegalArgumentException("A text with half a surrogate pair cannot be written as JSON");
        }
        out.append('"');
        int written = 0;
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit < ' ' || unit == '"' || unit == '\\') {
                out.append(text, written, at);
                writeEscaped(unit, out);
                written = at + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private static void writeEscaped(char unit, StringBuilder out) {
        switch (unit) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX[unit >> 4]).append(HEX[unit & 15]);
        }
    }
}
