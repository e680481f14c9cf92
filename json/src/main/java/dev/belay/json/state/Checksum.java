package dev.belay.json.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A hash of a set of subjects that does not depend on their order and changes by adding and taking away: the sum modulo
 * 2^256 of SHA-256(kind ‖ 0 ‖ key ‖ 0 ‖ version ‖ 0 ‖ document hash). Tombstones take no part.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Checksum {

    /** The checksum of no subjects. */
    public static final Checksum EMPTY = new Checksum(Hash.ZERO);

    private final Hash sum;

    private Checksum(Hash sum) {
        this.sum = sum;
    }

    /** The checksum with one more subject. */
    public Checksum plus(SubjectState state) {
        return state.isLive() ? new Checksum(sum.plus(term(state))) : this;
    }

    /** The checksum with one subject less. */
    public Checksum minus(SubjectState state) {
        return state.isLive() ? new Checksum(sum.plus(term(state).negated())) : this;
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return sum.hex();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Checksum checksum && sum.equals(checksum.sum);
    }

    @Override
    public int hashCode() {
        return sum.hashCode();
    }

    /** The same as {@link #hex()}. */
    @Override
    public String toString() {
        return hex();
    }

    private static Hash term(SubjectState state) {
        MessageDigest digest = Sha256.digest();
        update(digest, state.subject().kind());
        update(digest, state.subject().key());
        update(digest, Long.toString(state.version()));
        digest.update(state.document().orElseThrow().sha256().bytes());
        return Hash.of(digest.digest());
    }

    private static void update(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
