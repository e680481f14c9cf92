package dev.belay.server.segments;

/**
 * How large an upload of members may be.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param bytes the longest body
 * @param keys  the most keys in it
 */
public record MemberLimits(int bytes, int keys) {

    /** 64 MiB and five million keys. */
    public static final MemberLimits DEFAULT = new MemberLimits(64 << 20, 5_000_000);

    /** The most keys that one edit may add and remove; more are better uploaded as a whole. */
    public static final int EDITED_AT_ONCE = 10_000;

    /** Checks both. */
    public MemberLimits {
        if (bytes < 1 || keys < 1) {
            throw new IllegalArgumentException(
                    "Uploads of " + bytes + " bytes and " + keys + " keys are not possible; both must be at least 1");
        }
    }
}
