package dev.belay.json.receipt;

import dev.belay.json.state.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes few bytes: numbers in groups of seven bits, the lowest first, and texts after their length in bytes. */
final class PackedWriter {

    /** How many bytes at the end tell whether the others are what was written. */
    static final int SEAL = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);

    /** A number that is not negative. */
    void number(long number) {
        long left = number;
        while (left > 0x7F) {
            out.write((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** Any number, small where it is near 0. */
    void signed(long number) {
        number((number << 1) ^ (number >> 63));
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        out.writeBytes(bytes);
    }

    void hex(String digits) {
        out.writeBytes(HexFormat.of().parseHex(digits));
    }

    /** Everything that was written, and the first bytes of its SHA-256. */
    byte[] sealed() {
        out.writeBytes(seal(out.toByteArray()));
        return out.toByteArray();
    }

    static byte[] seal(byte[] bytes) {
        return HexFormat.of().parseHex(Sha256.hex(bytes), 0, 2 * SEAL);
    }
}
