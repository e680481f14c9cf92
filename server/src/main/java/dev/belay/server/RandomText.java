package dev.belay.server;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Draws random texts of hexadecimal digits: epochs, salts, codes. */
final class RandomText implements Supplier<String> {

    private final SecureRandom random;
    private final int bytes;

    RandomText(SecureRandom random, int bytes) {
        this.random = random;
        this.bytes = bytes;
    }

    @Override
    public String get() {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
