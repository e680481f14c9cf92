package dev.belay.server;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Retention;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** How much somebody wants to leave in the store. */
sealed interface ArchiveLimit {

    /** What goes by this limit, as far as it can. */
    Retention.Plan plan(Retention retention, LedgerId ledger);

    /** Whether a revision goes by this limit, were it not for anything else. */
    boolean lets(LedgerStore store, LedgerId ledger, long revision);

    /**
     * Reads the options.
     *
     * @throws Refusal if there is not exactly one limit
     */
    static ArchiveLimit of(Arguments arguments) {
        Optional<String> keep = arguments.one("--keep");
        Optional<String> before = arguments.one("--before");
        if (keep.isPresent() == before.isPresent()) {
            throw Arguments.usage("'ledger archive' needs either --keep or --before.");
        }
        return keep.isPresent() ? keeping(keep.get()) : before(before.orElseThrow());
    }

    private static ArchiveLimit keeping(String text) {
        try {
            long entries = Long.parseLong(text);
            if (entries >= Retention.LEAST_KEPT) {
                return new Keeping(entries);
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number that is too small.
        }
        throw Arguments.usage(
                "The '" + text + "' after --keep must be a number of entries, at least " + Retention.LEAST_KEPT + ".");
    }

    private static ArchiveLimit before(String text) {
        try {
            return new Before(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            throw Arguments.usage(
                    "The '" + text + "' after --before must be an instant, such as 2026-01-31T00:00:00Z.");
        }
    }

    /** Leaves the last so many entries. */
    record Keeping(long entries) implements ArchiveLimit {

        @Override
        public Retention.Plan plan(Retention retention, LedgerId ledger) {
            return retention.keeping(ledger, entries);
        }

        @Override
        public boolean lets(LedgerStore store, LedgerId ledger, long revision) {
            return revision <= store.head(ledger).position().revision() - entries;
        }
    }

    /** Leaves what was in place at an instant. */
    record Before(Instant instant) implements ArchiveLimit {

        @Override
        public Retention.Plan plan(Retention retention, LedgerId ledger) {
            return retention.before(ledger, instant);
        }

        @Override
        public boolean lets(LedgerStore store, LedgerId ledger, long revision) {
            return store.entry(ledger, revision)
                    .map(LedgerEntry::at)
                    .filter(instant::isAfter)
                    .isPresent();
        }
    }
}
