package dev.belay.server.segments;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.Json;
import dev.belay.json.JsonItems;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.Violation;
import dev.belay.json.member.MemberKeys;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads an upload of members: plain text with a key on each line, JSON texts each on its own line, or a JSON list.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class UploadReader {

    private static final int MOST_REPORTED = 20;
    private static final JsonLimits ONE_KEY = new JsonLimits(1 << 14, 1, 1 << 10);

    private final byte[] body;
    private final MemberLimits limits;
    private final List<Violation> violations = new ArrayList<>();

    private UploadReader(byte[] body, MemberLimits limits) {
        this.body = body;
        this.limits = limits;
    }

    /**
     * The members that a body lists.
     *
     * @param contentType what the body is said to be; plain text if it is not said
     * @throws RefusedException {@code unsupported-media-type}, {@code malformed-json}, {@code too-large}, or
     *     {@code invalid-document} with the first keys that are not legal
     */
    static MemberSet read(byte[] body, String contentType, MemberLimits limits) {
        if (body.length == 0) {
            throw new RefusedException(
                    ProblemName.INVALID_DOCUMENT,
                    "The body is empty; send a key on each line, or [] as application/json to take all members away");
        }
        UploadReader reader = new UploadReader(body, limits);
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        KeySpans spans = switch (type) {
            // The second is what curl says of any body unless told otherwise.
            case "text/plain", "application/x-www-form-urlencoded", "" -> reader.plain();
            case "application/x-ndjson" -> reader.texts(reader::eachJsonLine);
            case "application/json" -> reader.texts(reader::eachItem);
            default ->
                throw new RefusedException(
                        ProblemName.UNSUPPORTED_MEDIA_TYPE,
                        "The body is said to be '" + contentType
                                + "'; send text/plain, application/x-ndjson or application/json");
        };
        if (!reader.violations.isEmpty()) {
            throw new RefusedException(
                    ProblemName.INVALID_DOCUMENT,
                    "Some keys are not allowed: " + reader.violations.getFirst().detail(),
                    reader.violations,
                    Map.of());
        }
        return spans.toSet();
    }

    private KeySpans plain() {
        KeySpans spans = new KeySpans(body);
        eachLine((number, from, to) -> {
            if (isPlain(from, to) || isLegal(number, text(number, from, to))) {
                add(spans, from, to);
            }
        });
        return spans;
    }

    private void eachLine(LineConsumer consumer) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf;
        int number = 0;
        int from = marked ? 3 : 0;
        while (from < body.length && violations.size() < MOST_REPORTED) {
            int end = from;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            int to = end > from && body[end - 1] == '\r' ? end - 1 : end;
            number++;
            if (to > from) {
                consumer.line(number, from, to);
            }
            from = end + 1;
        }
    }

    // Nearly all keys are short and of printable ASCII, which needs no text to be made.
    private boolean isPlain(int from, int to) {
        for (int at = from; at < to; at++) {
            if (body[at] < ' ' || body[at] > '~') {
                return false;
            }
        }
        return to - from <= MemberKeys.MAX_LENGTH;
    }

    private String text(int number, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body, from, to - from))
                    .toString();
        } catch (CharacterCodingException _) {
            violations.add(violation(number, "the line is not UTF-8"));
            return "?";
        }
    }

    private void add(KeySpans spans, int from, int to) {
        if (spans.count() == limits.keys()) {
            String detail = "There are more than " + limits.keys()
                    + " keys, which is the limit here; split the segment, or use a condition on an attribute";
            throw new RefusedException(
                    ProblemName.TOO_LARGE,
                    detail,
                    List.of(Violation.of("", detail, "at most " + limits.keys() + " keys")),
                    Map.of());
        }
        spans.add(from, to);
    }

    private boolean isLegal(int number, String key) {
        Optional<String> problem = MemberKeys.problemOf(key);
        if (problem.isPresent() && violations.size() < MOST_REPORTED) {
            violations.add(violation(number, problem.get()));
        }
        return problem.isEmpty();
    }

    private static Violation violation(int number, String problem) {
        return Violation.of("", "Key " + number + ": " + problem, MemberKeys.ALLOWED);
    }

    // Written as JSON, no key is shorter than as plain bytes. Each is counted as it comes.
    private KeySpans texts(Consumer<KeyConsumer> each) {
        byte[] keys = new byte[body.length];
        KeySpans spans = new KeySpans(keys);
        AtomicInteger number = new AtomicInteger();
        AtomicInteger end = new AtomicInteger();
        each.accept(key -> {
            if (isLegal(number.incrementAndGet(), key)) {
                byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
                int from = end.getAndAdd(utf8.length);
                System.arraycopy(utf8, 0, keys, from, utf8.length);
                add(spans, from, from + utf8.length);
            }
        });
        return spans;
    }

    private void eachJsonLine(KeyConsumer consumer) {
        eachLine((number, from, to) -> consumer.key(text("Line " + number, json(number, from, to))));
    }

    private Value json(int number, int from, int to) {
        try {
            return Json.read(Arrays.copyOfRange(body, from, to), ONE_KEY);
        } catch (MalformedJsonException malformed) {
            throw new RefusedException(
                    ProblemName.MALFORMED_JSON, "Line " + number + " is not JSON: " + malformed.getMessage());
        }
    }

    private void eachItem(KeyConsumer consumer) {
        AtomicInteger index = new AtomicInteger();
        boolean isList = JsonItems.read(body, new JsonLimits(limits.bytes(), 2, 1 << 10), item -> {
            consumer.key(text("Item " + index.getAndIncrement(), item));
            return violations.size() < MOST_REPORTED;
        });
        if (!isList) {
            throw new RefusedException(ProblemName.INVALID_DOCUMENT, "The body is not a list; send [\"key\", …]");
        }
    }

    private static String text(String place, Value value) {
        if (value instanceof Value.TextValue(String text)) {
            return text;
        }
        throw new RefusedException(
                ProblemName.INVALID_DOCUMENT,
                place + " is a " + value.type().word() + "; every key must be a JSON text such as \"user-7\"");
    }

    @FunctionalInterface
    private interface LineConsumer {
        void line(int number, int from, int to);
    }

    @FunctionalInterface
    private interface KeyConsumer {
        void key(String key);
    }
}
