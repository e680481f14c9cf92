package dev.belay.json.state;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A hash of a set of subjects that does not depend on their order and changes by adding and taking away: the sum modulo
 * 2^256 of SHA-256(kind ‖ 0 ‖ key ‖ 0 ‖ version ‖ 0 ‖ document hash). Tombstones take no part.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Checksum {

    /** The checksum of no subjects. */
    public static final Checksum EMPTY = new Checksum(BigInteger.ZERO);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final BigInteger sum;

    private Checksum(BigInteger sum) {
        this.sum = sum;
    }

    /** The checksum with one more subject. */
    public Checksum plus(SubjectState state) {
        return state.isLive() ? new Checksum(sum.add(term(state)).mod(MODULUS)) : this;
    }

    /** The checksum with one subject less. */
    public Checksum minus(SubjectState state) {
        return state.isLive() ? new Checksum(sum.subtract(term(state)).mod(MODULUS)) : this;
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        String digits = sum.toString(16);
        return "0".repeat(Sha256.DIGITS - digits.length()) + digits;
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

    private static BigInteger term(SubjectState state) {
        MessageDigest digest = Sha256.digest();
        update(digest, state.subject().kind());
        update(digest, state.subject().key());
        update(digest, Long.toString(state.version()));
        digest.update(HexFormat.of().parseHex(state.hash().orElseThrow()));
        return new BigInteger(1, digest.digest());
    }

    private static void update(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
