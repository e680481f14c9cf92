package dev.belay.server.retention;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
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
