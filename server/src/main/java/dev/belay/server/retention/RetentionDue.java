package dev.belay.server.retention;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.ledger.serial.SerialSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a policy does not keep at a moment.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param all  without regard to holds
 * @param plan with regard to them
 * @param hold who has not read all of it
 */
record RetentionDue(Retention.Plan all, Retention.Plan plan, Optional<Hold.Held> hold) {

    /** Each archive holds the whole state, too, so that many small ones would cost more than they free. */
    static final long FEWEST_ENTRIES = 1_000;

    /** How long a repeated request may need what it has written. */
    private static final Duration REPEATABLE = SerialSettings.DEFAULT.idempotencyLifetime();

    static RetentionDue of(Retention retention, Hold hold, LedgerId flagSet, RetentionPolicy policy, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        Retention.Plan all = retention.plan(flagSet, policy, now);
        Optional<Hold.Held> held = hold.on(flagSet).filter(each -> each.after() < all.to());
        return new RetentionDue(
                all, held.map(each -> retention.held(all, policy, now, each)).orElse(all), held);
    }

    /** Who has to read entries before they go. */
    Optional<String> waitsFor() {
        return hold.filter(_ -> plan.to() < all.to()).map(Hold.Held::by);
    }

    /** When the first of the entries that stay can go, if only its age keeps it. */
    Optional<Instant> next(LedgerStore store, RetentionPolicy policy) {
        long first = all.to() + 1;
        boolean tooYoung = first <= all.newest() - policy.keepEntries().orElse(Retention.LEAST_KEPT);
        return tooYoung
                ? store.entry(all.ledger(), first).map(LedgerEntry::at).map(at -> at.plus(age(policy)))
                : Optional.empty();
    }

    /** How old entries get at least, whatever a policy says. */
    private static Duration age(RetentionPolicy policy) {
        Duration days = Duration.ofDays(policy.keepDays().orElse(0));
        return days.compareTo(REPEATABLE) > 0 ? days : REPEATABLE;
    }

    /** Who has not read what goes nevertheless. */
    Optional<Hold.Held> lost() {
        return hold.filter(held -> held.after() < plan.to() && isWorthwhile());
    }

    /** Whether there is enough for an archive. */
    boolean isWorthwhile() {
        return plan.entries() >= FEWEST_ENTRIES;
    }

    /** How many entries go to archives now. */
    long now() {
        return isWorthwhile() ? plan.entries() : 0;
    }
}
