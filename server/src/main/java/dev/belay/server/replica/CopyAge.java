package dev.belay.server.replica;

import dev.belay.ledger.LedgerId;
import dev.belay.server.health.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether copies are good enough to be served.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param most how old one may become; empty for any age
 */
record CopyAge(Optional<Duration> most) {

    /** Ready as soon as every copy is there, and as long as none is older than allowed. */
    Readiness readiness(List<FlagSetCopy> copies) {
        return new Readiness(
                copies.stream().filter(this::fails).map(CopyAge::describe).toList(),
                copies.stream()
                        .filter(copy -> !fails(copy) && copy.isAway())
                        .map(CopyAge::describe)
                        .toList());
    }

    /** Whether a copy is older than allowed, or may be. */
    boolean isTooOld(FlagSetCopy copy) {
        return copy.isAway()
                && most.isPresent()
                && copy.sinceConfirmed()
                        .filter(age -> age.compareTo(most.get()) <= 0)
                        .isEmpty();
    }

    private boolean fails(FlagSetCopy copy) {
        return !copy.isComplete() || isTooOld(copy);
    }

    private static Readiness.Finding describe(FlagSetCopy copy) {
        String which = copy.flagSet().map(LedgerId::text).orElse("one of the flag sets");
        String how = !copy.isComplete()
                ? "There is no copy of " + which + " yet"
                : "The copy of " + which + " was last known to be the newest "
                        + copy.sinceConfirmed()
                                .map(age -> age.toSeconds() + " seconds ago")
                                .orElse("at no time");
        return new Readiness.Finding("upstream", how + ": " + copy.trouble());
    }
}
