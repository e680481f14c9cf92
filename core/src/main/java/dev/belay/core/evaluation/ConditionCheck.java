package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Asks conditions of one evaluation's context. */
final class ConditionCheck {

    private final Scope scope;
    private final FlagDecision flags;
    private final Walked<Boolean> walked = new Walked<>("Segments");

    ConditionCheck(Scope scope, FlagDecision flags) {
        this.scope = scope;
        this.flags = flags;
    }

    boolean holds(Condition condition) {
        if (condition instanceof Condition.All all) {
            return allHold(all.parts());
        }
        if (condition instanceof Condition.Any any) {
            return anyHolds(any.parts());
        }
        if (condition instanceof Condition.Not not) {
            return !holds(not.part());
        }
        if (condition instanceof Condition.InSegment in) {
            return inSegment(in.segment());
        }
        if (condition instanceof Condition.FlagServes serves) {
            return traced("flag " + serves.flag(), () -> flags.serves(serves.flag(), serves.variants()));
        }
        if (condition instanceof Condition.FlagDisabled disabled) {
            return traced("flag " + disabled.flag() + " disabled", () -> flags.isDisabled(disabled.flag()));
        }
        if (condition instanceof Condition.Share share) {
            return inShare(share);
        }
        if (condition instanceof Condition.OfMoment ofMoment) {
            return holdsNow(ofMoment);
        }
        if (condition instanceof Condition.NotUnderstood unknown) {
            throw new UndecidableException(ErrorCode.PARSE_ERROR, unknown.problem());
        }
        return attributeHolds((Condition.Attribute) condition);
    }

    // Loops, because conditions nest through many documents, and each level of a stream takes ten times the stack.
    private boolean allHold(List<Condition> parts) {
        for (Condition part : parts) {
            if (!holds(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean anyHolds(List<Condition> parts) {
        for (Condition part : parts) {
            if (holds(part)) {
                return true;
            }
        }
        return false;
    }

    private boolean inSegment(String key) {
        return traced("segment " + key, () -> {
            Segment segment = scope.snapshot().segment(key);
            return segment != null && walked.answer(key, () -> belongs(segment));
        });
    }

    private boolean belongs(Segment segment) {
        Optional<String> key = scope.key(segment.by());
        if (key.isPresent() && segment.excluded().contains(key.get())) {
            return false;
        }
        return (key.isPresent() && segment.included().contains(key.get()))
                || segment.when().map(this::holds).orElse(false);
    }

    private boolean inShare(Condition.Share share) {
        OptionalInt bucket = scope.bucket(share.bucketing());
        boolean held = bucket.isPresent() && bucket.getAsInt() >= share.from() && bucket.getAsInt() < share.to();
        scope.trace().enter();
        scope.trace()
                .leave(
                        () -> "share " + share.from() + ".." + share.to(),
                        held,
                        () -> bucket.isPresent() ? "bucket " + bucket.getAsInt() : "the context has no usable key");
        return held;
    }

    private boolean holdsNow(Condition.OfMoment condition) {
        Instant now = scope.moment().now();
        boolean held = condition.holds(now);
        scope.trace().enter();
        scope.trace().leave(() -> Describe.condition(condition), held, () -> "it is " + now);
        return held;
    }

    private boolean attributeHolds(Condition.Attribute condition) {
        @Nullable Value seen = condition.attribute().in(scope.context());
        boolean held = Comparison.holds(condition, seen);
        scope.trace().enter();
        scope.trace().leave(() -> Describe.condition(condition), held, () -> Describe.seen(condition, seen));
        return held;
    }

    private boolean traced(String subject, java.util.function.BooleanSupplier check) {
        scope.trace().enter();
        boolean held = check.getAsBoolean();
        scope.trace().leave(() -> subject, held, () -> held ? "holds" : "does not hold");
        return held;
    }
}
