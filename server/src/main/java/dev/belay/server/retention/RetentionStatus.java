package dev.belay.server.retention;

import dev.belay.control.RetentionFormat;
import dev.belay.control.RetentionPolicies;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.server.http.Structure;
import dev.belay.server.schedule.Schedule;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What an environment keeps of its history, what is due to go, and what became of the last run.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 *
 * @param store     reads archives too
 * @param retention moves history to archives; empty where there are none
 * @param hold      who must not lose entries that they have not read
 */
record RetentionStatus(
        LedgerStore store,
        Optional<Retention> retention,
        Hold hold,
        RetentionRuns runs,
        Schedule schedule,
        InstantSource clock) {

    /** Whether history can go anywhere. */
    boolean hasArchives() {
        return retention.isPresent();
    }

    Value of(LedgerId flagSet, RetentionPolicies.Stored stored) {
        Structure answer = new Structure()
                .with("retention", RetentionFormat.value(stored.policy()))
                .with("version", stored.version())
                .with("archives", hasArchives())
                .with("oldest", store.oldest(flagSet))
                .with("newest", store.head(flagSet).position().revision());
        retention.ifPresent(mover -> answer.with("oldestInStore", mover.oldest(flagSet))
                .withValue("archivedBytes", archivedBytes(mover, flagSet))
                .withText("nextRun", schedule.next(RetentionSweep.NAME).map(InstantFormat::write)));
        return answer.withValue("due", due(flagSet, stored.policy()))
                .withValue("lastRun", runs.find(flagSet).map(RetentionStatus::describe))
                .value();
    }

    /** When the last run ended at a flag set, at whichever node. */
    Optional<Instant> lastRun(LedgerId flagSet) {
        return runs.find(flagSet).map(RetentionRun::at);
    }

    /** What a policy would let go if there was a run now; nothing where it keeps everything, or has no place for it. */
    Optional<Value> due(LedgerId flagSet, RetentionPolicy policy) {
        return retention
                .filter(_ -> !policy.keepsEverything())
                .map(mover -> RetentionDue.of(mover, hold, flagSet, policy, clock.instant()))
                .map(due -> new Structure()
                        .with("entries", due.plan().entries())
                        .with("now", due.now())
                        .withText("waitsFor", due.waitsFor())
                        .withText("next", due.next(store, policy).map(InstantFormat::write))
                        .value());
    }

    /** Nothing while the folder cannot be read, which the next run tells. */
    private static Optional<Value> archivedBytes(Retention mover, LedgerId flagSet) {
        try {
            return Optional.of(Value.of((double) mover.archivedBytes(flagSet)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Value describe(RetentionRun run) {
        return new Structure()
                .with("at", InstantFormat.write(run.at()))
                .with("archived", run.archived())
                .withText("waitsFor", run.waitsFor())
                .withText("error", run.error())
                .value();
    }
}
