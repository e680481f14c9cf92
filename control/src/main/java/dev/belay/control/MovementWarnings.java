package dev.belay.control;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MovedShare;
import dev.belay.core.preview.SplitPreview;
import dev.belay.core.snapshot.SnapshotFlag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Warns of edits that move people who need not move. */
final class MovementWarnings {

    private static final int DECIMALS = 3;

    private MovementWarnings() {}

    /** Looks at the document that a subject is to have, beside the one that it has in the newest state. */
    static List<String> of(WorkingState state, Content content) {
        return content instanceof Content.OfFlag now
                        && state.head().snapshot().flag(now.flag().key()) instanceof SnapshotFlag.Understood before
                ? of(before.flag(), now.flag())
                : List.of();
    }

    private static List<String> of(Flag before, Flag after) {
        // Keys are not put through the splits here: whoever writes would wait for it.
        return SplitPreview.between(before, after, 0).stream()
                .map(split -> warning(after.key(), split))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> warning(String flag, SplitPreview preview) {
        String place = preview.rule().map(rule -> "The rule '" + rule + "'").orElse("Otherwise") + " of the flag '"
                + flag + "' ";
        return switch (preview) {
            case SplitPreview.Exact(var _, var movement) ->
                movement.movesMoreThanItMust()
                        ? Optional.of(place + "moves " + percent(movement.moved()) + " of keys; "
                                + percent(movement.least())
                                + " is the least for these weights, and `flag weights` or POST …/weights moves no"
                                + " more")
                        : Optional.empty();
            case SplitPreview.Reshuffled _ ->
                Optional.of(
                        place + "draws its keys anew, because its bucketing is another; preview the change to see"
                                + " how many move, or keep the bucketing and give new weights by `flag weights` or POST …/weights");
        };
    }

    private static String percent(MovedShare share) {
        return BigDecimal.valueOf(share.buckets())
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(share.total()), DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
