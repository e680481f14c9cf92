package dev.belay.core.preview;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Movement;
import dev.belay.core.flag.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the splits of two documents of a flag, place by place; rules are matched by their ids. */
final class SplitComparison {

    private SplitComparison() {}

    /** Every place that has a split in one of the documents and is another in the other. */
    static List<SplitPreview> of(Flag before, Flag after, int keys) {
        List<Optional<String>> places = new ArrayList<>();
        after.rules().stream().map(Rule::id).map(Optional::of).forEach(places::add);
        places.add(Optional.empty());
        List<SplitPreview> previews = new ArrayList<>();
        for (Optional<String> place : places) {
            Distribution.of(before, place)
                    .flatMap(old -> Distribution.of(after, place).flatMap(now -> compare(place, old, now, keys)))
                    .ifPresent(previews::add);
        }
        return previews;
    }

    private static Optional<SplitPreview> compare(
            Optional<String> place, Distribution old, Distribution now, int keys) {
        if (!old.isSplit() && !now.isSplit()) {
            return Optional.empty();
        }
        Distribution before = old.isSplit() ? old : old.over(now.bucketing());
        Distribution after = now.isSplit() ? now : now.over(old.bucketing());
        if (!sameBuckets(before.bucketing(), after.bucketing())) {
            return Optional.of(new SplitPreview.Reshuffled(place, KeySample.moved(before, after, keys)));
        }
        return before.slices().equals(after.slices())
                ? Optional.empty()
                : Optional.of(new SplitPreview.Exact(
                        place, Movement.between(before.slices(), after.slices(), before.total())));
    }

    // What happens without a key moves no key.
    private static boolean sameBuckets(Bucketing before, Bucketing after) {
        return before.algorithm() == after.algorithm()
                && before.salt().equals(after.salt())
                && before.by().equals(after.by())
                && before.total() == after.total()
                && before.parameters().equals(after.parameters());
    }
}
