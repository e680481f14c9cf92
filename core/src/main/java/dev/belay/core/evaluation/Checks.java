package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.Condition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of compiled conditions. Loops, because each level of a stream takes ten times the stack. */
// Arrays, because they are gone through in every evaluation.
@SuppressWarnings("ArrayRecordComponent")
final class Checks {

    private Checks() {}

    /** Holds when every part does. */
    record All(Check[] parts) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            for (Check part : parts) {
                if (!scope.ask(part, context)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isTold() {
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof All that && Arrays.equals(parts, that.parts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }

    /** Holds when a part does. */
    record Any(Check[] parts) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            for (Check part : parts) {
                if (scope.ask(part, context)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isTold() {
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Any that && Arrays.equals(parts, that.parts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }

    /** Holds when its part does not. */
    record Not(Check part) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            return !scope.ask(part, context);
        }

        @Override
        public boolean isTold() {
            return false;
        }
    }

    /** Asks an attribute. */
    record OfAttribute(Condition.Attribute condition) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            return condition.holds(seen(scope, context));
        }

        private @Nullable Value seen(Scope scope, EvaluationContext context) {
            return condition.attribute().in(context, scope.facts());
        }

        @Override
        public String subject() {
            return Describe.condition(condition);
        }

        @Override
        public String detail(Scope scope, EvaluationContext context, boolean held) {
            Value seen = seen(scope, context);
            boolean isHidden = condition.operator().isSecret()
                    || scope.isPrivate(context, condition.attribute().root());
            return isHidden && seen != null ? "present, not shown" : Describe.seen(seen);
        }
    }

    /** Asks the moment. */
    record OfMoment(Condition.OfMoment condition) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            return condition.holds(scope.moment().now());
        }

        @Override
        public String subject() {
            return Describe.condition(condition);
        }

        @Override
        public String detail(Scope scope, EvaluationContext context, boolean held) {
            return "it is " + scope.moment().now();
        }
    }

    /** Asks for a bucket. */
    record OfShare(int from, int to, Bucketing bucketing, PointOf pointOf) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            long point = pointOf.in(scope, context);
            if (point == Bucketing.NO_POINT) {
                return false;
            }
            int bucket = bucketing.bucket(point);
            return bucket >= from && bucket < to;
        }

        @Override
        public String subject() {
            return "share " + from + ".." + to;
        }

        @Override
        public String detail(Scope scope, EvaluationContext context, boolean held) {
            long point = pointOf.in(scope, context);
            return point == Bucketing.NO_POINT ? PointOf.NO_KEY : "bucket " + bucketing.bucket(point);
        }
    }

    /** Asks a segment; one that does not exist has no members. */
    record InSegment(String key, int slot) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            CompiledSegment segment = scope.links().segment(slot);
            return segment != null && scope.belongs(segment, context);
        }

        @Override
        public String subject() {
            return "segment " + key;
        }
    }

    /** Whether another flag is enabled and serves one of the variants. */
    record FlagServes(String key, int slot, String[] variants) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            CompiledFlag flag = scope.links().flag(slot);
            if (flag == null || flag.isDisabledHere()) {
                return false;
            }
            var served = scope.decide(flag, context).variant();
            return served != null && isAmong(served.name());
        }

        private boolean isAmong(String name) {
            for (String variant : variants) {
                if (variant.equals(name)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String subject() {
            return "flag " + key;
        }
    }

    /** Whether another flag exists and is disabled. */
    record FlagDisabled(String key, int slot) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            CompiledFlag flag = scope.links().flag(slot);
            return flag != null && flag.isDisabledHere();
        }

        @Override
        public String subject() {
            return "flag " + key + " disabled";
        }
    }

    /** A prerequisite, which is told as such. */
    record Prerequisite(String key, Check question) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            return question.holds(scope, context);
        }

        @Override
        public String subject() {
            return "prerequisite " + key;
        }

        @Override
        public String detail(Scope scope, EvaluationContext context, boolean held) {
            return held ? "met" : "not met";
        }
    }

    /** Cannot be asked. */
    record NotUnderstood(String problem) implements Check {
        @Override
        public boolean holds(Scope scope, EvaluationContext context) {
            throw new UndecidableException(ErrorCode.PARSE_ERROR, problem);
        }

        @Override
        public boolean isTold() {
            return false;
        }
    }
}
