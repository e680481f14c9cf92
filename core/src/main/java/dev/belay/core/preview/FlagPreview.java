package dev.belay.core.preview;

import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.List;
import java.util.Optional;

/**
 * What a change does to the answers of one flag: exactly for its splits, and for everything else by asking both sides for
 * sampled contexts. Contexts that were made up say what can differ; they do not say for how many people.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param flag     the flag's key
 * @param splits   every place with a split that the change touches
 * @param given    what the given contexts see; empty if none were given
 * @param invented what made-up contexts see; empty if none were wanted
 */
public record FlagPreview(String flag, List<SplitPreview> splits, Optional<Sample> given, Optional<Sample> invented) {

    /** Copies the list. */
    public FlagPreview {
        splits = List.copyOf(splits);
    }

    /**
     * Compares a flag in two snapshots, in either of which it may be absent.
     *
     * @param flag the flag's key
     */
    public static FlagPreview of(Snapshot before, Snapshot after, String flag, Sampling sampling) {
        Comparison comparison = new Comparison(before, after, flag, sampling);
        Optional<Sample> given = sampling.contexts().isEmpty() ? Optional.empty() : Optional.of(comparison.ofGiven());
        Optional<Sample> invented = sampling.invented() == 0 ? Optional.empty() : Optional.of(comparison.ofInvented());
        return new FlagPreview(flag, splits(before, after, flag, sampling.keys()), given, invented);
    }

    /**
     * Compares the splits of a flag in two snapshots, and nothing else.
     *
     * @param keys how many keys to put through a split whose keys are drawn anew
     * @return every place with a split that is another; none if the flag is absent on one side
     */
    public static List<SplitPreview> splits(Snapshot before, Snapshot after, String flag, int keys) {
        return before.flag(flag) instanceof SnapshotFlag.Understood old
                        && after.flag(flag) instanceof SnapshotFlag.Understood now
                ? SplitComparison.of(old.flag(), now.flag(), keys)
                : List.of();
    }
}
