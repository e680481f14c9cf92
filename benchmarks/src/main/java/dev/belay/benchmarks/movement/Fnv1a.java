package dev.belay.benchmarks.movement;

import java.nio.charset.StandardCharsets;

/** The 32-bit FNV-1a hash over UTF-8. */
final class Fnv1a {

    private Fnv1a() {}

    static int hash32(String text) {
        int hash = 0x811c9dc5;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x01000193;
        }
        return hash;
    }
}
