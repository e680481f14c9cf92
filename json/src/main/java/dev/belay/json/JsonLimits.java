package dev.belay.json;

/**
 * How much JSON is read before it is refused.
 *
 * @param bytes        the longest text, in bytes of UTF-8
 * @param depth        how deep lists and objects may lie in one another; {@code []} has depth 1
 * @param stringLength the longest string or member name, in UTF-16 code units
 */
public record JsonLimits(int bytes, int depth, int stringLength) {

    /** The deepest nesting that can be asked for. */
    public static final int MAX_DEPTH = 1_000;

    /** For one document or request: 1 MiB, depth 32, strings of 64 KiB. */
    public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 32, 1 << 16);

    /** For change sets and imports: 16 MiB. */
    public static final JsonLimits CHANGE_SET = new JsonLimits(16 << 20, 32, 1 << 16);

    /** For what Belay itself wrote, such as snapshots, whose size follows from what was accepted before: 1 GiB. */
    public static final JsonLimits TRUSTED = new JsonLimits(1 << 30, MAX_DEPTH, 1 << 30);

    /** Checks that every limit is at least 1, and the depth at most {@value #MAX_DEPTH}. */
    public JsonLimits {
        if (bytes < 1 || depth < 1 || stringLength < 1 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON limits must be at least 1 and the depth at most " + MAX_DEPTH
                    + ", and " + bytes + " bytes, depth " + depth + ", strings of " + stringLength + " are not");
        }
    }
}
