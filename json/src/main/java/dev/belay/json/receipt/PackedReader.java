package dev.belay.json.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads what {@link PackedWriter} writes; every method refuses what is not there with an IllegalArgumentException. */
final class PackedReader {

    private final byte[] bytes;
    private int at;

    private PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedReader unsealed(byte[] sealed) {
        int length = Math.max(0, sealed.length - PackedWriter.SEAL);
        byte[] bytes = Arrays.copyOf(sealed, length);
        if (!Arrays.equals(PackedWriter.seal(bytes), Arrays.copyOfRange(sealed, length, sealed.length))) {
            throw new IllegalArgumentException("The bytes do not fit to their seal");
        }
        return new PackedReader(bytes);
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = bytes[take(1)];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("A number is too long");
    }

    long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    String text() {
        int length = (int) Math.min(number(), Integer.MAX_VALUE);
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    String hex(int length) {
        int from = take(length);
        return HexFormat.of().formatHex(bytes, from, from + length);
    }

    <T> T oneOf(List<T> choices) {
        long place = number();
        if (place < 0 || place >= choices.size()) {
            throw new IllegalArgumentException("There is no choice " + place);
        }
        return choices.get((int) place);
    }

    /** Goes on by some bytes and answers where they begin. */
    private int take(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("The bytes end too early");
        }
        int from = at;
        at += length;
        return from;
    }
}
