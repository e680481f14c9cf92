package dev.belay.store.sql;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hashes are hexadecimal text outside and 32 bytes in the file. */
final class Hash {

    private Hash() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static byte @Nullable [] bytes(Optional<String> hex) {
        return hex.map(Hash::bytes).orElse(null);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static Optional<String> hexOrNone(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Hash::hex);
    }
}
