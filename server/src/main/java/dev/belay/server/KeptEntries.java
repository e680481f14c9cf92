package dev.belay.server;

import dev.belay.json.InstantFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.serial.SerialSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why entries stay that somebody may have expected to go.
 *
 * @param sentence to people
 * @param until    when the first of them can go, if that is a matter of time
 */
record KeptEntries(String sentence, Optional<String> until) {

    private static final Duration REPEATABLE = SerialSettings.DEFAULT.idempotencyLifetime();

    /** What there is to say of a plan; nothing if everything goes that the limit lets go. */
    static Optional<KeptEntries> of(Retention.Plan plan, ArchiveLimit limit, LedgerStore store) {
        LedgerId ledger = plan.ledger();
        long all = plan.newest() - store.oldest(ledger);
        if (all <= Retention.LEAST_KEPT) {
            return Optional.of(new KeptEntries(
                    "it has " + LedgerCommand.entries(all) + " in the store, and the last " + Retention.LEAST_KEPT
                            + " always stay",
                    Optional.empty()));
        }
        long first = plan.to() + 1;
        boolean mayGo = first <= plan.newest() - Retention.LEAST_KEPT && limit.lets(store, ledger, first);
        if (mayGo && store.compactable(ledger) < first) {
            return Optional.of(repeatable(store, ledger, first));
        }
        return plan.entries() > 0
                ? Optional.empty()
                : Optional.of(new KeptEntries("nothing is older than what is to stay", Optional.empty()));
    }

    private static KeptEntries repeatable(LedgerStore store, LedgerId ledger, long first) {
        Optional<String> until = store.entry(ledger, first)
                .map(LedgerEntry::at)
                .map(KeptEntries::afterwards)
                .map(InstantFormat::write);
        return new KeptEntries(
                "entries from revision " + first + " on stay for now, because requests of the last "
                        + REPEATABLE.toHours() + " hours may be repeated"
                        + until.map(instant -> "; the first can go from " + instant + " on")
                                .orElse(""),
                until);
    }

    private static Instant afterwards(Instant at) {
        return at.plus(REPEATABLE);
    }
}
