package dev.belay.json;

/**
 * A text is not JSON as Belay accepts it (I-JSON, RFC 7493, within limits).
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class MalformedJsonException extends RuntimeException {

    private final Kind kind;
    private final String path;
    private final String detail;

    /** What is wrong, at the JSON Pointer where it was met. */
    public MalformedJsonException(Kind kind, String path, String detail) {
        super(path.isEmpty() ? detail : "At " + path + ": " + detail);
        this.kind = kind;
        this.path = path;
        this.detail = detail;
    }

    /** Which rule is broken. */
    public Kind kind() {
        return kind;
    }

    /** Where, as a JSON Pointer (RFC 6901); empty for the whole text. */
    public String path() {
        return path;
    }

    /** What was found and what is allowed, in one sentence. */
    public String detail() {
        return detail;
    }

    /** The rules that a text can break. */
    public enum Kind {
        /** It is not JSON. */
        SYNTAX,
        /** An object names a member twice. */
        DUPLICATE_KEY,
        /** A number is not finite, or an integer beyond ±2^53, or written with too many digits. */
        NUMBER_RANGE,
        /** The text is not valid Unicode. */
        UNICODE,
        /** Lists and objects lie too deep in one another. */
        DEPTH,
        /** A string or a member name is too long. */
        STRING_LENGTH,
        /** The whole text is too long. */
        SIZE
    }
}
