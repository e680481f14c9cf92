package dev.belay.server.fleet;

import java.util.Base64;

/**
 * Counts how many different hashes it has seen, nearly: within about 3 % when there are many, and exactly when there
 * are few. Two of them become the count of what either has seen (a HyperLogLog with 1,024 registers).
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class DistinctCount {

    private static final int INDEX_BITS = 10;
    private static final int REGISTERS = 1 << INDEX_BITS;
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers = new byte[REGISTERS];

    /** Takes an evenly distributed hash into account, and answers whether that makes a difference. */
    boolean add(long hash) {
        int index = (int) (hash >>> (Long.SIZE - INDEX_BITS));
        byte rank = (byte) (Long.numberOfLeadingZeros((hash << INDEX_BITS) | (1L << (INDEX_BITS - 1))) + 1);
        boolean more = rank > registers[index];
        if (more) {
            registers[index] = rank;
        }
        return more;
    }

    void add(DistinctCount other) {
        for (int index = 0; index < REGISTERS; index++) {
            registers[index] = (byte) Math.max(registers[index], other.registers[index]);
        }
    }

    long estimate() {
        double sum = 0;
        int empty = 0;
        for (byte rank : registers) {
            sum += Math.scalb(1.0, -rank);
            empty += rank == 0 ? 1 : 0;
        }
        double raw = ALPHA * REGISTERS * REGISTERS / sum;
        boolean few = raw <= 2.5 * REGISTERS && empty > 0;
        return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
    }

    boolean isEmpty() {
        for (byte rank : registers) {
            if (rank != 0) {
                return false;
            }
        }
        return true;
    }

    /** The registers as text. */
    String text() {
        return Base64.getEncoder().encodeToString(registers);
    }

    /**
     * Reads what {@link #text()} writes.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static DistinctCount parse(String text) {
        byte[] read = Base64.getDecoder().decode(text);
        if (read.length != REGISTERS) {
            throw new IllegalArgumentException("There must be " + REGISTERS + " registers, and not " + read.length);
        }
        DistinctCount count = new DistinctCount();
        for (int index = 0; index < REGISTERS; index++) {
            count.registers[index] = (byte) Math.clamp(read[index], 0, Long.SIZE - INDEX_BITS + 1);
        }
        return count;
    }
}
