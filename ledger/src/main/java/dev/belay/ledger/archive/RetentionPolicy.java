package dev.belay.ledger.archive;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much of a ledger's history stays in the store; what is older goes to archives. Of days and entries that one counts
 * which keeps more. Without either, everything stays.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param purpose     what the history is kept for, if one was named
 * @param keepDays    entries younger than so many days stay, and what was in place then
 * @param keepEntries the last so many entries stay
 */
public record RetentionPolicy(Optional<Purpose> purpose, OptionalInt keepDays, OptionalLong keepEntries) {

    /** Nothing goes. */
    public static final RetentionPolicy EVERYTHING =
            new RetentionPolicy(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());

    /** A hundred years. */
    public static final int MOST_DAYS = 36_525;

    /** More than any ledger has. */
    public static final long MOST_ENTRIES = 1_000_000_000_000L;

    /** Checks both numbers. */
    public RetentionPolicy {
        if (keepDays.isPresent() && (keepDays.getAsInt() < 1 || keepDays.getAsInt() > MOST_DAYS)) {
            throw new IllegalArgumentException(
                    "A policy keeps " + keepDays.getAsInt() + " days; it must be 1 to " + MOST_DAYS);
        }
        if (keepEntries.isPresent()
                && (keepEntries.getAsLong() < Retention.LEAST_KEPT || keepEntries.getAsLong() > MOST_ENTRIES)) {
            throw new IllegalArgumentException("A policy keeps " + keepEntries.getAsLong() + " entries; it must be "
                    + Retention.LEAST_KEPT + " to " + MOST_ENTRIES);
        }
    }

    /** What is usual for a purpose. */
    public static RetentionPolicy of(Purpose purpose) {
        return new RetentionPolicy(
                Optional.of(purpose), OptionalInt.of(purpose.keepDays), OptionalLong.of(purpose.keepEntries));
    }

    /** The same with other days. */
    public RetentionPolicy withDays(int days) {
        return new RetentionPolicy(purpose, OptionalInt.of(days), keepEntries);
    }

    /** The same with another number of entries. */
    public RetentionPolicy withEntries(long entries) {
        return new RetentionPolicy(purpose, keepDays, OptionalLong.of(entries));
    }

    /** Whether nothing goes. */
    public boolean keepsEverything() {
        return keepDays.isEmpty() && keepEntries.isEmpty();
    }

    /** What history is kept for. */
    public enum Purpose {
        /** To answer for it: who changed what, and why, for seven years. */
        AUDIT(2_557, 100_000),
        /** To run on it: to compare with last year, and to go back. */
        OPERATION(400, 10_000),
        /** To try things out. */
        TEST(30, 1_000);

        private final int keepDays;
        private final long keepEntries;

        Purpose(int keepDays, long keepEntries) {
            this.keepDays = keepDays;
            this.keepEntries = keepEntries;
        }

        /** The word in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
