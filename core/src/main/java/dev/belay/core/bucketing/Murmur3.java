package dev.belay.core.bucketing;

/**
 * MurmurHash3, 32-bit variant for x86, by Austin Appleby (public domain; the reference is {@code MurmurHash3.cpp} of
 * the SMHasher suite).
 */
final class Murmur3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    static int hash32(byte[] bytes, int seed) {
        int hash = seed;
        int blocks = bytes.length & ~3;
        for (int at = 0; at < blocks; at += 4) {
            hash ^= mixBlock(littleEndian(bytes, at, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (blocks < bytes.length) {
            hash ^= mixBlock(littleEndian(bytes, blocks, bytes.length - blocks));
        }
        return finish(hash ^ bytes.length);
    }

    private static int mixBlock(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int littleEndian(byte[] bytes, int from, int count) {
        int block = 0;
        for (int i = 0; i < count; i++) {
            block |= (bytes[from + i] & 0xff) << (8 * i);
        }
        return block;
    }

    private static int finish(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
