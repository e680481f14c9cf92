package dev.belay.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.belay.core.Value;
import dev.belay.json.MalformedJsonException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the tokens of one text into a value. */
final class ValueReader {

    private static final int LONGEST_SHARED = 32;
    private static final double MAX_INTEGER = 9_007_199_254_740_992.0;

    private final JsonParser parser;
    private final JsonLimits limits;

    // The same few names and texts make up most of what is read.
    private final Map<String, String> known = new HashMap<>();

    ValueReader(JsonParser parser, JsonLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    Value read(JsonToken token, int depth) throws IOException {
        return switch (token) {
            case START_OBJECT -> Value.of(members(deeper(depth)));
            case START_ARRAY -> Value.of(items(deeper(depth)));
            case VALUE_STRING -> Value.of(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(number());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NULL -> Value.NULL;
            default -> throw refused(Kind.SYNTAX, "A value was expected");
        };
    }

    private int deeper(int depth) {
        if (depth == limits.depth()) {
            throw new MalformedJsonException(
                    Kind.DEPTH,
                    Json.path(parser),
                    "Lists and objects lie more than " + limits.depth() + " deep in one another",
                    "at most " + limits.depth() + " in one another");
        }
        return depth + 1;
    }

    private Map<String, Value> members(int depth) throws IOException {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text();
            if (members.containsKey(name)) {
                throw refused(Kind.DUPLICATE_KEY, "The name '" + name + "' is there twice");
            }
            members.put(name, read(parser.nextToken(), depth));
        }
        return members;
    }

    private List<Value> items(int depth) throws IOException {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(read(token, depth));
        }
        return items;
    }

    private String text() throws IOException {
        String text = parser.getText();
        if (text.length() > limits.stringLength()) {
            throw new MalformedJsonException(
                    Kind.STRING_LENGTH,
                    Json.path(parser),
                    "A string has more than " + limits.stringLength() + " characters",
                    "at most " + limits.stringLength() + " characters");
        }
        if (!Unicode.isValid(text)) {
            throw refused(Kind.UNICODE, "A string has half a surrogate pair");
        }
        return text.length() > LONGEST_SHARED ? text : known.computeIfAbsent(text, fresh -> fresh);
    }

    private double number() throws IOException {
        double number = parser.getDoubleValue();
        if (Math.abs(number) > MAX_INTEGER || isRoundedToLimit(number)) {
            throw refused(Kind.NUMBER_RANGE, "The number " + shortened(parser.getText()) + " is beyond ±2^53");
        }
        return number;
    }

    // 2^53 + 1 is beyond, but as a double it is 2^53.
    private boolean isRoundedToLimit(double number) throws IOException {
        return Math.abs(number) == MAX_INTEGER
                && parser.getDecimalValue().abs().compareTo(java.math.BigDecimal.valueOf(1L << 53)) > 0;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private MalformedJsonException refused(Kind kind, String detail) {
        return new MalformedJsonException(kind, Json.path(parser), detail);
    }
}
