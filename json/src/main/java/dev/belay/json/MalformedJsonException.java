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
    private final String allowed;

    /** What is wrong, at the JSON Pointer where it was met. */
    public MalformedJsonException(Kind kind, String path, String detail) {
        this(kind, path, detail, kind.allowed);
    }

    /** What is wrong, at the JSON Pointer where it was met, and the limit that was exceeded. */
    public MalformedJsonException(Kind kind, String path, String detail, String allowed) {
        super(path.isEmpty() ? detail : "At " + path + ": " + detail);
        this.kind = kind;
        this.path = path;
        this.detail = detail;
        this.allowed = allowed;
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

    /** What is accepted, in a few words. */
    public String allowed() {
        return allowed;
    }

    /** The rules that a text can break. */
    public enum Kind {
        /** It is not JSON. */
        SYNTAX("JSON (RFC 8259)"),
        /** An object names a member twice. */
        DUPLICATE_KEY("each name once in an object"),
        /** A number is not finite, or an integer beyond ±2^53, or written with too many digits. */
        NUMBER_RANGE("numbers from -2^53 to 2^53"),
        /** The text is not valid Unicode. */
        UNICODE("valid Unicode in UTF-8"),
        /** Lists and objects lie too deep in one another. */
        DEPTH("less depth"),
        /** A string or a member name is too long. */
        STRING_LENGTH("shorter strings"),
        /** The whole text is too long. */
        SIZE("less");

        private final String allowed;

        Kind(String allowed) {
            this.allowed = allowed;
        }
    }
}
