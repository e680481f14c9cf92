package dev.belay.verification.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns bytes into decisions, one after the other, so that a mutated byte changes one decision and not all that follow.
 * When the bytes run out, every decision is the first choice.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Choices {

    private final byte[] bytes;
    private int at;

    Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 to below {@code bound}, which is at most 65,536. */
    int below(int bound) {
        int chosen = next();
        return (bound > 1 << Byte.SIZE ? chosen << Byte.SIZE | next() : chosen) % bound;
    }

    /** Any number, more often a small one. */
    int number() {
        return switch (below(4)) {
            case 0 -> below(3);
            case 1 -> below(256);
            case 2 -> -below(65_536);
            default -> next() << 24 | next() << 16 | next() << 8 | next();
        };
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Up to {@code most} characters, as the bytes spell them in UTF-8. */
    String text(int most) {
        int length = Math.min(below(most + 1), bytes.length - at);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Everything that is left, as the bytes spell it in UTF-8. */
    String rest() {
        String text = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
        at = bytes.length;
        return text;
    }

    private int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }
}
