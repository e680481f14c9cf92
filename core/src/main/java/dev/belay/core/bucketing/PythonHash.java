package dev.belay.core.bucketing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** {@code hash()} of CPython 2.7 on 64 bits without hash randomisation. */
final class PythonHash {

    /** How texts are hashed: by code point, as Python's {@code unicode}, or by UTF-8 byte, as its {@code str}. */
    static final Parameter STRINGS = new Parameter("strings", List.of("unicode", "bytes"));

    private static final String BYTES = "bytes";
    private static final int FACTOR = 1_000_003;

    private PythonHash() {}

    /** The hash of a text, read as the value of {@link #STRINGS} says. */
    static long ofText(String text, String strings) {
        return strings.equals(BYTES) ? of(utf8(text)) : of(text.codePoints());
    }

    /** The hash of an integer: itself, except that -1 means failure there. */
    static long ofInteger(long number) {
        return number == -1 ? -2 : number;
    }

    private static IntStream utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length).map(at -> bytes[at] & 0xff);
    }

    private static long of(IntStream units) {
        int[] all = units.toArray();
        if (all.length == 0) {
            return 0;
        }
        long hash = (long) all[0] << 7;
        for (int unit : all) {
            hash = FACTOR * hash ^ unit;
        }
        return ofInteger(hash ^ all.length);
    }
}
