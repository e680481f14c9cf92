package dev.belay.core.bucketing;

import java.nio.charset.StandardCharsets;

/**
 * MurmurHash3, 32-bit variant for x86, by Austin Appleby (public domain; the reference is {@code MurmurHash3.cpp} of
 * the SMHasher suite), of the UTF-8 bytes of a fixed text followed by a key. The fixed text is mixed in once; the key's
 * letters are encoded while they are mixed, so that hashing it allocates nothing.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Murmur3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;
    private static final int ASCII = 0x80;
    private static final int UNPAIRED = '?';

    /** The state after the whole blocks of the fixed text. */
    private final int hash;

    /** The bytes of the fixed text after its last whole block, first one lowest, and how many bits they are. */
    private final int pending;

    private final int pendingBits;
    private final int length;

    private Murmur3(byte[] bytes, int seed) {
        int mixed = seed;
        int blocks = bytes.length & ~3;
        for (int at = 0; at < blocks; at += 4) {
            mixed = mix(mixed, littleEndian(bytes, at, 4));
        }
        this.hash = mixed;
        this.pending = littleEndian(bytes, blocks, bytes.length - blocks);
        this.pendingBits = Byte.SIZE * (bytes.length - blocks);
        this.length = bytes.length;
    }

    /** Mixes in what comes before every key. */
    static Murmur3 after(String fixed, int seed) {
        return new Murmur3(fixed.getBytes(StandardCharsets.UTF_8), seed);
    }

    /**
     * The hash of the fixed text and {@code key}, as if they were one text; half a surrogate pair counts as '?'.
     *
     * <p>One long method on purpose, with the mixing written out. The JIT compiler inlines to a limited depth, and what
     * is asked here lies deep: as a part of its callers this was cut off before the letters, each of which then cost a
     * call. Methods of more than 325 bytecodes are compiled by themselves (HotSpot's FreqInlineSize), wherever they are
     * called from.
     */
    int hash32(String key) {
        int mixed = hash;
        int rest = pending;
        int bits = pendingBits;
        int letters = key.length();
        int at = 0;
        for (; at < letters - 3; at += 4) {
            int first = key.charAt(at);
            int second = key.charAt(at + 1);
            int third = key.charAt(at + 2);
            int fourth = key.charAt(at + 3);
            if ((first | second | third | fourth) >= ASCII) {
                return beyondAscii(key, at, mixed, rest);
            }
            long window = rest | (first | second << 8 | third << 16 | (long) fourth << 24) << bits;
            int block = (int) window * C1;
            mixed ^= (block << 15 | block >>> 17) * C2;
            mixed = (mixed << 13 | mixed >>> 19) * 5 + 0xe6546b64;
            rest = (int) (window >>> 32);
        }
        long window = rest;
        for (int tail = at; tail < letters; tail++) {
            int letter = key.charAt(tail);
            if (letter >= ASCII) {
                return beyondAscii(key, at, mixed, rest);
            }
            window |= (long) letter << bits;
            bits += Byte.SIZE;
        }
        if (bits >= Integer.SIZE) {
            int block = (int) window * C1;
            mixed ^= (block << 15 | block >>> 17) * C2;
            mixed = (mixed << 13 | mixed >>> 19) * 5 + 0xe6546b64;
            window >>>= Integer.SIZE;
        }
        // A tail of no bytes mixes to nothing, and so does one of zeros.
        int last = (int) window * C1;
        mixed ^= (last << 15 | last >>> 17) * C2;
        mixed ^= length + letters;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    private int beyondAscii(String key, int from, int mixedBefore, int rest) {
        int mixed = mixedBefore;
        long window = Integer.toUnsignedLong(rest);
        int bits = pendingBits;
        int bytes = length + from;
        int at = from;
        while (at < key.length()) {
            int point = key.codePointAt(at);
            at += Character.charCount(point);
            long encoded = encode(point);
            int count = count(encoded);
            window |= encoded << bits;
            bits += Byte.SIZE * count;
            bytes += count;
            if (bits >= Integer.SIZE) {
                mixed = mix(mixed, (int) window);
                window >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
        return finish(mixed, window, bits, bytes);
    }

    /** The UTF-8 bytes of a code point, first one lowest. No byte but the only one of U+0000 is 0. */
    private static long encode(int point) {
        if (point < 0x80) {
            return point;
        }
        if (point < 0x800) {
            return 0xc0 | point >> 6 | tail(point, 0, 8);
        }
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return UNPAIRED;
        }
        if (point < 0x10000) {
            return 0xe0 | point >> 12 | tail(point, 6, 8) | tail(point, 0, 16);
        }
        return 0xf0 | point >> 18 | tail(point, 12, 8) | tail(point, 6, 16) | tail(point, 0, 24);
    }

    private static long tail(int point, int shift, int place) {
        return (0x80L | ((point >> shift) & 0x3f)) << place;
    }

    private static int count(long encoded) {
        return encoded == 0 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(encoded) + 7) / Byte.SIZE;
    }

    private static int mix(int hash, int block) {
        return Integer.rotateLeft(hash ^ mixBlock(block), 13) * 5 + 0xe6546b64;
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

    private static int finish(int hash, long window, int bits, int length) {
        int all = hash;
        long left = window;
        if (bits >= Integer.SIZE) {
            all = mix(all, (int) left);
            left >>>= Integer.SIZE;
        }
        // A tail of no bytes mixes to nothing, and so does one of zeros.
        all ^= mixBlock((int) left);
        all ^= length;
        all = (all ^ (all >>> 16)) * 0x85ebca6b;
        all = (all ^ (all >>> 13)) * 0xc2b2ae35;
        return all ^ (all >>> 16);
    }
}
