package dev.belay.control;

import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Movement;
import dev.belay.core.preview.FlagPreview;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.diff.StateDifference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What became of a write.
 *
 * @param entry    what was appended; empty if no document changed, or for a dry run
 * @param before   the state that the change met
 * @param after    the state that it left, or would leave
 * @param replayed whether this repeats the outcome of an earlier request with the same idempotency key
 * @param dryRun   whether nothing was written, because that was asked for
 * @param warnings what the requester should know, in sentences
 * @param linting  what the linter remarks on the subjects that the write changed
 * @param closure  for the dry run of a rollback or promotion: what the flags depended on and is different now
 */
public record WriteResult(
        Optional<LedgerEntry> entry,
        LedgerState before,
        LedgerState after,
        boolean replayed,
        boolean dryRun,
        List<String> warnings,
        Linting linting,
        List<ClosureChange> closure) {

    /** How many keys are put through splits that draw anew: enough for one flag, and bearable for thousands. */
    private static final int MOST_KEYS = 10_000;

    private static final int FEWEST_KEYS = 100;
    private static final int KEYS_IN_ALL = 100_000;

    /** Copies the lists. */
    public WriteResult {
        warnings = List.copyOf(warnings);
        closure = List.copyOf(closure);
    }

    static WriteResult ofDryRun(
            LedgerState before, LedgerState after, List<String> warnings, List<ClosureChange> closure) {
        return new WriteResult(Optional.empty(), before, after, false, true, warnings, Linting.NOTHING, closure);
    }

    /** The same, linted, on the thread of whoever asked: the ledger's writer must not wait for it. */
    WriteResult linted() {
        Linting found = Linting.onSave(after, changed());
        List<String> all = new ArrayList<>(warnings);
        if (!found.isComplete()) {
            all.add("Of " + found.subjects() + " changed flags and segments the first " + found.linted()
                    + " were linted; lint the environment to look at all of them");
        }
        return new WriteResult(entry, before, after, replayed, dryRun, all, found, closure);
    }

    /** The same, with a warning if evaluators cannot understand what the write left. */
    WriteResult heardBy(Collection<Set<String>> evaluators) {
        List<String> all = new ArrayList<>(warnings);
        Understanding.warning(evaluators, after, changed().distinct().toList()).ifPresent(all::add);
        return new WriteResult(entry, before, after, replayed, dryRun, all, linting, closure);
    }

    /** The same, with one more warning. */
    WriteResult warning(String sentence) {
        List<String> all = new ArrayList<>(warnings);
        all.add(sentence);
        return new WriteResult(entry, before, after, replayed, dryRun, all, linting, closure);
    }

    private Stream<Subject> changed() {
        return dryRun
                ? differences().stream().map(StateDifference::subject)
                : entry.stream().flatMap(written -> written.changes().stream()).map(Change::subject);
    }

    /** What the write moves, or would move, in the splits of flags; flags without any are left out. */
    public List<FlagMovement> movements() {
        List<String> flags = differences().stream()
                .map(StateDifference::subject)
                .filter(subject -> subject.kind().equals(Subject.FLAG))
                .map(Subject::key)
                .toList();
        int keys = Math.clamp(KEYS_IN_ALL / Math.max(1, flags.size()), FEWEST_KEYS, MOST_KEYS);
        return flags.stream()
                .map(flag -> movement(flag, keys))
                .filter(moved -> !moved.splits().isEmpty())
                .toList();
    }

    /**
     * What the write moves, or would move, at one place of a flag.
     *
     * @param rule the id of a rule; empty for {@code otherwise}
     * @return nothing unless keys stay in their buckets at a place that both states have
     */
    // Absent means otherwise, as it does where distributions are found.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Optional<Movement> movement(String flag, Optional<String> rule) {
        return distribution(before, flag, rule)
                .flatMap(old -> distribution(after, flag, rule)
                        .filter(now -> now.total() == old.total())
                        .map(now -> Movement.between(old.slices(), now.slices(), now.total())));
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Optional<Distribution> distribution(LedgerState state, String flag, Optional<String> rule) {
        return state.snapshot().flag(flag) instanceof SnapshotFlag.Understood readable
                ? Distribution.of(readable.flag(), rule)
                : Optional.empty();
    }

    private FlagMovement movement(String flag, int keys) {
        return new FlagMovement(flag, FlagPreview.splits(before.snapshot(), after.snapshot(), flag, keys));
    }

    /** The subjects whose documents the write changed, or would change. */
    public List<StateDifference> differences() {
        return StateDifference.between(before, after);
    }
}
