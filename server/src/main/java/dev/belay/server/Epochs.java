package dev.belay.server;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Draws the random identities of new lines of history. */
final class Epochs implements Supplier<String> {

    private static final int BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
