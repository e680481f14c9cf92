package dev.belay.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes percent-encoded UTF-8 strictly: what is not well formed is not repaired but refused. */
final class PercentDecoding {
    private PercentDecoding() {}

    /** Decodes one path segment, or answers nothing when it is malformed. */
    static Optional<String> decode(String raw) {
        return raw.indexOf('%') < 0 ? Optional.of(raw) : decodeEscapes(raw);
    }

    /** Decodes a name or value of a query, where a plus sign is a space. */
    static Optional<String> decodeQuery(String raw) {
        return decode(raw.replace('+', ' '));
    }

    private static Optional<String> decodeEscapes(String raw) {
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(source.length);
        for (int index = 0; index < source.length; index++) {
            if (source[index] != '%') {
                bytes.put(source[index]);
                continue;
            }
            int octet = index + 2 < source.length ? octet(source[index + 1], source[index + 2]) : -1;
            if (octet < 0) {
                return Optional.empty();
            }
            bytes.put((byte) octet);
            index += 2;
        }
        return text(bytes.flip());
    }

    private static int octet(byte high, byte low) {
        int left = Character.digit(high, 16);
        int right = Character.digit(low, 16);
        return left < 0 || right < 0 ? -1 : (left << 4) | right;
    }

    private static Optional<String> text(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
