package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes JSON as YAML in block style, so that a difference of one value is a difference of one line. Texts are quoted
 * unless readers of YAML 1.1, too, take them for nothing else.
 */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity");

    /** Readers take a longer name only in the long form. */
    private static final int LONGEST_NAME = 120;

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** The document with a line break at its end. */
    static String of(JsonNode document) {
        YamlText text = new YamlText();
        if (isBlock(document)) {
            text.block(document, 0);
        } else {
            text.inline(document, 0);
        }
        return text.out.toString();
    }

    private static boolean isBlock(JsonNode node) {
        return node.isContainerNode() && !node.isEmpty();
    }

    private void block(JsonNode node, int indent) {
        boolean first = true;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            indent(first ? 0 : indent);
            member(member.getKey(), member.getValue(), indent);
            first = false;
        }
        for (JsonNode item : node.isArray() ? node : Set.<JsonNode>of()) {
            indent(first ? 0 : indent);
            out.append('-');
            value(item, indent + 2, true);
            first = false;
        }
    }

    private void member(String name, JsonNode value, int indent) {
        String text = scalar(name);
        if (text.length() > LONGEST_NAME) {
            out.append("? ").append(text).append('\n');
            indent(indent);
        } else {
            out.append(text);
        }
        out.append(':');
        value(value, value.isArray() ? indent : indent + 2, false);
    }

    private void value(JsonNode value, int indent, boolean sameLine) {
        if (!isBlock(value)) {
            out.append(' ');
            inline(value, indent);
        } else if (sameLine) {
            out.append(' ');
            block(value, indent);
        } else {
            out.append('\n');
            indent(indent);
            block(value, indent);
        }
    }

    private void inline(JsonNode value, int indent) {
        if (value.isTextual() && LiteralText.suits(value.asText())) {
            LiteralText.write(value.asText(), Math.max(indent, 2), out);
            return;
        }
        out.append(
                switch (value.getNodeType()) {
                    case OBJECT -> "{}";
                    case ARRAY -> "[]";
                    case STRING -> scalar(value.asText());
                    case NUMBER -> NumberText.of(value);
                    default -> value.toString();
                });
        out.append('\n');
    }

    private void indent(int spaces) {
        out.repeat(' ', spaces);
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> appendPoint(quoted, point);
            }
        });
        return quoted.append('"').toString();
    }

    private static void appendPoint(StringBuilder quoted, int point) {
        if (isVisible(point)) {
            quoted.appendCodePoint(point);
        } else {
            quoted.append(point > 0xFFFF ? String.format("\\U%08X", point) : String.format("\\u%04X", point));
        }
    }

    /** Whether a person sees the character, and no reader takes it for the end of a line. */
    static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
