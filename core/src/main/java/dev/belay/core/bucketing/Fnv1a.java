package dev.belay.core.bucketing;

/** FNV-1a, 32 bits, over UTF-16 code units as JavaScript sees them. */
final class Fnv1a {

    private static final int BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private Fnv1a() {}

    static int hash32(String text) {
        int hash = BASIS;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * PRIME;
        }
        return hash;
    }
}
