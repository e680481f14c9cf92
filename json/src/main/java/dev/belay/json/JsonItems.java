package dev.belay.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.belay.core.Value;
import dev.belay.json.MalformedJsonException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Reads a list one item at a time, as strictly as {@link Json} does, so that it never is in memory as a whole.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class JsonItems {

    private JsonItems() {}

    /**
     * Hands over the items of a list, one after another, and looks no further than asked.
     *
     * @param each   takes an item and says whether it wants the next one
     * @return whether this is a list; if not, nothing was handed over
     * @throws MalformedJsonException if what was looked at is not acceptable; the items before it were handed over
     */
    public static boolean read(byte[] utf8, JsonLimits limits, Predicate<Value> each) {
        if (utf8.length > limits.bytes()) {
            throw Json.tooLong(limits);
        }
        // Bytes that are no UTF-8 are found by the decoder, when they are come to.
        Reader text = new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = Json.parser(text)) {
            return read(parser, limits, each);
        } catch (CharacterCodingException invalid) {
            throw new MalformedJsonException(Kind.UNICODE, "", "The bytes are not valid UTF-8");
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed", impossible);
        }
    }

    private static boolean read(JsonParser parser, JsonLimits limits, Predicate<Value> each) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return false;
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                // A reader of its own, because a reader remembers short texts.
                if (!each.test(new ValueReader(parser, limits).read(token, 1))) {
                    return true;
                }
            }
            Json.requireEnd(parser);
            return true;
        } catch (JsonProcessingException wrong) {
            throw Json.refusal(parser, wrong);
        }
    }
}
