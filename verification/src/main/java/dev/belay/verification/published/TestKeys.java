package dev.belay.verification.published;

import java.util.SplittableRandom;
import java.util.UUID;

/** Keys of the forms that applications bucket by; the same ones in every run. */
final class TestKeys {

    private TestKeys() {}

    /** Counted names, random identities, addresses, and letters beyond ASCII and beyond 16 bits. */
    static String text(int number) {
        return switch (number % 5) {
            case 0 -> "user-" + number;
            case 1 -> random(number).toString();
            case 2 -> "ana." + number + "@example.com";
            case 3 -> Integer.toString(number);
            default -> "ünïcode-日本-😀-" + number;
        };
    }

    static String integer(int number) {
        return Long.toString(new SplittableRandom(number).nextLong() >> (number % 60));
    }

    static String decimal(int number) {
        return integer(number) + "." + (1 + number % 9_999);
    }

    static String address(int number) {
        int bits = new SplittableRandom(number).nextInt();
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    private static UUID random(int number) {
        SplittableRandom random = new SplittableRandom(number);
        return new UUID(random.nextLong(), random.nextLong());
    }
}
