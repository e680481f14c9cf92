package dev.belay.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Recognizes canonical JSON in bytes, several times as fast as reading and writing it again. What it recognizes is
 * canonical and acceptable to {@link Json}; of rare forms (fractions, control characters, names beyond ASCII, nesting
 * deeper than documents can) it says nothing, and they have to be read.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class CanonicalBytes {

    /** Instead of an end, where no canonical value was recognized. */
    public static final int NONE = -1;

    private static final int MAX_DEPTH = 64;
    private static final int MOST_DIGITS = 15;

    private final byte[] bytes;

    /** @param bytes which nobody changes while they are looked at */
    public CanonicalBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the value ends that begins at an index; {@link #NONE} if none is recognized. */
    public int endOfValue(int from) {
        return end(from, 0);
    }

    /** Where the string of plain ASCII letters ends that begins at an index; {@link #NONE} if there is none. */
    public int endOfPlainText(int from) {
        if (byteAt(from) != '"') {
            return NONE;
        }
        int at = from + 1;
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return byteAt(at) == '"' ? at + 1 : NONE;
    }

    /** Whether exactly these ASCII letters stand at an index. */
    public boolean has(String letters, int from) {
        for (int at = 0; at < letters.length(); at++) {
            if (byteAt(from + at) != letters.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private int end(int from, int depth) {
        return switch (byteAt(from)) {
            case '{' -> depth == MAX_DEPTH ? NONE : endOfObject(from, depth + 1);
            case '[' -> depth == MAX_DEPTH ? NONE : endOfList(from, depth + 1);
            case '"' -> endOfText(from);
            case 't' -> has("true", from) ? from + 4 : NONE;
            case 'f' -> has("false", from) ? from + 5 : NONE;
            case 'n' -> has("null", from) ? from + 4 : NONE;
            default -> endOfInteger(from);
        };
    }

    private int endOfObject(int from, int depth) {
        int name = from + 1;
        if (byteAt(name) == '}') {
            return name + 1;
        }
        int before = NONE;
        while (true) {
            int colon = endOfPlainText(name);
            if (colon == NONE || byteAt(colon) != ':' || (before != NONE && !isAscending(before, name))) {
                return NONE;
            }
            int end = end(colon + 1, depth);
            if (end == NONE || byteAt(end) != ',') {
                return end != NONE && byteAt(end) == '}' ? end + 1 : NONE;
            }
            before = name;
            name = end + 1;
        }
    }

    /** Whether one name comes before another; both are plain and end in a quotation mark. */
    private boolean isAscending(int one, int other) {
        int at = 1;
        while (bytes[one + at] == bytes[other + at]) {
            if (bytes[one + at] == '"') {
                return false;
            }
            at++;
        }
        return bytes[one + at] == '"' || (bytes[other + at] != '"' && bytes[one + at] < bytes[other + at]);
    }

    private int endOfList(int from, int depth) {
        if (byteAt(from + 1) == ']') {
            return from + 2;
        }
        int at = from;
        do {
            at = end(at + 1, depth);
        } while (at != NONE && byteAt(at) == ',');
        return at != NONE && byteAt(at) == ']' ? at + 1 : NONE;
    }

    private int endOfText(int from) {
        int at = endOfPlainText(from);
        return at == NONE ? endOfUnusualText(from) : at;
    }

    private int endOfUnusualText(int from) {
        int at = from + 1;
        while (at < bytes.length && bytes[at] != '"') {
            int escaped = bytes[at] == '\\' ? 1 : 0;
            if ((bytes[at] >= 0 && bytes[at] < ' ') || (escaped == 1 && "\"\\bfnrt".indexOf(byteAt(at + 1)) < 0)) {
                return NONE;
            }
            at += 1 + escaped;
        }
        return byteAt(at) == '"' && isUtf8(from, at) ? at + 1 : NONE;
    }

    private boolean isUtf8(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    private int endOfInteger(int from) {
        int first = byteAt(from) == '-' ? from + 1 : from;
        int at = first;
        while (byteAt(at) >= '0' && byteAt(at) <= '9') {
            at++;
        }
        boolean isOdd = byteAt(first) == '0' && (at > first + 1 || first > from);
        boolean goesOn = byteAt(at) == '.' || byteAt(at) == 'e' || byteAt(at) == 'E';
        return at == first || at - first > MOST_DIGITS || isOdd || goesOn ? NONE : at;
    }

    private int byteAt(int index) {
        return index < bytes.length ? bytes[index] : 0;
    }
}
