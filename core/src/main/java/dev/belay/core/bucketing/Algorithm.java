package dev.belay.core.bucketing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The arithmetic that turns a salt and a key into a bucket, chosen by name in a flag's document. */
public enum Algorithm {

    /**
     * {@code (unsigned32(murmur3_x86_32(utf8(salt + key), seed 0)) * total) >>> 32}: the high word of the product, so
     * that every bucket takes an equal part of the hash range without a modulo's bias.
     */
    BELAY_1("belay-1") {
        @Override
        public int bucket(String salt, String key, int total) {
            return scale(Murmur3.hash32((salt + key).getBytes(StandardCharsets.UTF_8), 0), total);
        }
    };

    private final String word;

    Algorithm(String word) {
        this.word = word;
    }

    /** The algorithm's name in documents. */
    public String word() {
        return word;
    }

    /**
     * The bucket of a key.
     *
     * @param total how many buckets there are, at least 1
     * @return a number from 0 to {@code total - 1}
     */
    public abstract int bucket(String salt, String key, int total);

    /** The algorithm with this name in documents, if there is one. */
    public static Optional<Algorithm> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Spreads 32 evenly distributed bits over {@code total} buckets. */
    public static int scale(int bits, int total) {
        return (int) ((Integer.toUnsignedLong(bits) * total) >>> 32);
    }
}
