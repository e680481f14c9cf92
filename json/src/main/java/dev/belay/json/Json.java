package dev.belay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.belay.core.Value;
import dev.belay.json.MalformedJsonException.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON strictly: I-JSON (RFC 7493) within limits. Refused are duplicate names, text that is not valid Unicode,
 * numbers beyond ±2^53 (every double there is an integer that neighbours could be rounded to), and anything after the
 * value. What is accepted reads back equal from its canonical form.
 */
public final class Json {

    /** The longest number that is read, in characters. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    // Texts are measured before they are parsed, and strings and depth by the reader itself, against the limits of the
    // call; so the parser's own limits for those may be as wide as the widest that a call can ask for.
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(JsonLimits.MAX_DEPTH + 1)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Names whose hashes collide are no error: the parser then stops to share them, and the maps here stay
            // fast.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(CONSTRAINTS)
            .build();

    private Json() {}

    /**
     * Reads one value.
     *
     * @throws MalformedJsonException if the bytes are not exactly one acceptable value
     */
    public static Value read(byte[] utf8, JsonLimits limits) {
        if (utf8.length > limits.bytes()) {
            throw tooLong(limits);
        }
        return parse(decode(utf8), limits);
    }

    /**
     * Reads one value within {@link JsonLimits#DEFAULT}.
     *
     * @throws MalformedJsonException if the text is not exactly one acceptable value
     */
    public static Value read(String text) {
        return read(text, JsonLimits.DEFAULT);
    }

    /**
     * Reads one value.
     *
     * @throws MalformedJsonException if the text is not exactly one acceptable value
     */
    public static Value read(String text, JsonLimits limits) {
        if (text.length() > limits.bytes() || encodedLength(text) > limits.bytes()) {
            throw tooLong(limits);
        }
        return parse(text, limits);
    }

    private static Value parse(String text, JsonLimits limits) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return parse(parser, limits);
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed", impossible);
        }
    }

    private static Value parse(JsonParser parser, JsonLimits limits) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException(Kind.SYNTAX, "", "The text is empty; it must be one JSON value");
            }
            Value value = new ValueReader(parser, limits).read(first, 0);
            requireEnd(parser);
            return value;
        } catch (JsonProcessingException wrong) {
            throw refusal(parser, wrong);
        }
    }

    static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new MalformedJsonException(
                    Kind.SYNTAX, "", "There is more after the value, " + position(parser) + "; it must be one");
        }
    }

    static MalformedJsonException refusal(JsonParser parser, JsonProcessingException wrong) {
        return wrong instanceof StreamConstraintsException
                ? new MalformedJsonException(
                        Kind.NUMBER_RANGE, path(parser), "A number has more than " + MAX_NUMBER_LENGTH + " characters")
                : new MalformedJsonException(
                        kindOf(wrong),
                        path(parser),
                        SyntaxWords.of(wrong.getOriginalMessage()) + ", " + position(parser));
    }

    // Since 2.22 the parser itself checks the surrogates of names, and tells it apart by its words only.
    private static Kind kindOf(JsonProcessingException wrong) {
        return wrong.getOriginalMessage().contains("surrogate") ? Kind.UNICODE : Kind.SYNTAX;
    }

    static String path(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private static String position(JsonParser parser) {
        var location = parser.currentLocation();
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new MalformedJsonException(Kind.UNICODE, "", "The bytes are not valid UTF-8");
        }
    }

    private static int encodedLength(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException invalid) {
            throw new MalformedJsonException(Kind.UNICODE, "", "The text has half a surrogate pair");
        }
    }

    static JsonParser parser(Reader text) throws IOException {
        return FACTORY.createParser(text);
    }

    static MalformedJsonException tooLong(JsonLimits limits) {
        return new MalformedJsonException(
                Kind.SIZE,
                "",
                "The text is longer than " + limits.bytes() + " bytes",
                "at most " + limits.bytes() + " bytes");
    }
}
