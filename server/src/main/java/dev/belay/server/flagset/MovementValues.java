package dev.belay.server.flagset;

import dev.belay.control.FlagMovement;
import dev.belay.core.Value;
import dev.belay.core.flag.MovedShare;
import dev.belay.core.flag.Movement;
import dev.belay.core.flag.Slice;
import dev.belay.core.preview.Proportion;
import dev.belay.core.preview.SplitPreview;
import dev.belay.server.http.Structure;
import java.util.List;

/** What moves in splits, as JSON. */
public final class MovementValues {

    private MovementValues() {}

    /** One object for each split of each flag. */
    public static List<Value> of(List<FlagMovement> movements) {
        return movements.stream()
                .flatMap(moved ->
                        moved.splits().stream().map(split -> of(new Structure().with("flag", moved.flag()), split)))
                .toList();
    }

    /** One object for each split of one flag. */
    public static List<Value> ofSplits(List<SplitPreview> splits) {
        return splits.stream().map(split -> of(new Structure(), split)).toList();
    }

    /** The buckets that move, and their share of all. */
    public static Value share(MovedShare moved) {
        return new Structure()
                .with("buckets", moved.buckets())
                .with("total", moved.total())
                .with("share", Value.of(moved.share()))
                .value();
    }

    /** A proportion with its interval. */
    public static Structure proportion(Proportion proportion) {
        return new Structure()
                .with("differing", proportion.count())
                .with("size", proportion.size())
                .with("share", Value.of(proportion.share()))
                .with("interval", List.of(Value.of(proportion.low()), Value.of(proportion.high())));
    }

    private static Value of(Structure place, SplitPreview preview) {
        place.withText("rule", preview.rule());
        return switch (preview) {
            case SplitPreview.Exact(var _, var movement) ->
                place.with("moved", share(movement.moved()))
                        .with("least", share(movement.least()))
                        .with(
                                "variants",
                                movement.shifts().stream()
                                        .map(MovementValues::shift)
                                        .toList())
                        .value();
            case SplitPreview.Reshuffled(var _, var moved) ->
                place.with("reshuffled", proportion(moved).value()).value();
        };
    }

    private static Value shift(Movement.Shift shift) {
        Structure value = shift.variant().equals(Slice.REST)
                ? new Structure().with("rest", true)
                : new Structure().with("variant", shift.variant());
        return value.with("gained", shift.gained()).with("lost", shift.lost()).value();
    }
}
