package dev.belay.json.state;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A SHA-256, or a sum of some.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param first  the first eight of its 32 bytes
 * @param second the next eight
 * @param third  the next eight
 * @param fourth the last eight
 */
record Hash(long first, long second, long third, long fourth) {

    static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final int BYTES = 32;

    static Hash of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Hash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** The hash that 64 hexadecimal digits write. */
    static Hash parse(CharSequence hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** 64 lower-case hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** The sum modulo 2^256 of what the bytes write, first one highest. */
    Hash plus(Hash other) {
        long low = fourth + other.fourth;
        long carry = carry(fourth, low);
        long next = third + other.third + carry;
        carry = carryWith(third, next, carry);
        long upper = second + other.second + carry;
        carry = carryWith(second, upper, carry);
        return new Hash(first + other.first + carry, upper, next, low);
    }

    /** What makes the sum with this one nothing. */
    Hash negated() {
        return new Hash(~first, ~second, ~third, ~fourth).plus(new Hash(0, 0, 0, 1));
    }

    private static long carry(long part, long sum) {
        return Long.compareUnsigned(sum, part) < 0 ? 1 : 0;
    }

    // With a carry, a sum that is equal to a part has gone all the way round.
    private static long carryWith(long part, long sum, long carry) {
        int order = Long.compareUnsigned(sum, part);
        return order < 0 || (order == 0 && carry == 1) ? 1 : 0;
    }
}
