package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One yes/no question to an evaluation context; conditions form a tree.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Condition {

    /** Holds when every part holds; with no parts it always holds. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds when at least one part holds; with no parts it never holds. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Holds when its part does not. */
    record Not(Condition part) implements Condition {}

    /** Holds when the context belongs to a segment; a segment that does not exist has no members. */
    record InSegment(String segment) implements Condition {}

    /** Holds when another flag is enabled and serves one of the variants. */
    record FlagServes(String flag, List<String> variants) implements Condition {
        public FlagServes {
            variants = List.copyOf(variants);
        }
    }

    /** Holds when another flag exists and is disabled. */
    record FlagDisabled(String flag) implements Condition {}

    /**
     * Holds when the bucket of the context's key lies in a range.
     *
     * @param from      the first bucket that belongs to the share
     * @param to        the first bucket after it
     * @param bucketing how the bucket is found
     */
    record Share(int from, int to, Bucketing bucketing) implements Condition {
        public Share {
            if (from < 0 || to < from || to > bucketing.total()) {
                throw new IllegalArgumentException(
                        "A share must lie within 0.." + bucketing.total() + ", and " + from + ".." + to + " does not");
            }
        }
    }

    /** A question that this evaluator does not understand; an evaluation that comes to it fails. */
    record NotUnderstood(String problem) implements Condition {}

    /** Asks the moment of the evaluation, and nothing else. */
    sealed interface OfMoment extends Condition {

        /** Whether it holds at the instant. */
        boolean holds(Instant now);
    }

    /**
     * Holds between two instants, by the moment of the evaluation.
     *
     * @param after  what the moment must be later than, if anything
     * @param before what the moment must be earlier than, if anything
     */
    record Now(Optional<Instant> after, Optional<Instant> before) implements OfMoment {
        public Now {
            if (after.isEmpty() && before.isEmpty()) {
                throw new IllegalArgumentException("This must have 'after', 'before' or both");
            }
            if (after.isPresent() && before.isPresent() && !after.get().isBefore(before.get())) {
                throw new IllegalArgumentException("'after' must be earlier than 'before'");
            }
        }

        @Override
        public boolean holds(Instant now) {
            return after.map(now::isAfter).orElse(true)
                    && before.map(now::isBefore).orElse(true);
        }
    }

    /** Holds at times of the day on days of the week, by the moment of the evaluation. */
    record Time(WallClock clock) implements OfMoment {
        @Override
        public boolean holds(Instant now) {
            return clock.holds(now);
        }
    }

    /**
     * Compares one attribute with an operand. An attribute that is absent, or not of a type that the operator reads,
     * makes the condition false, whether negated or not; only {@code exists} and {@code absent} ask for presence.
     *
     * <p>A class and not a record, because it keeps its operand made ready, which takes no part in equality.
     */
    final class Attribute implements Condition {

        private final AttributeName attribute;
        private final Operator operator;
        private final Value operand;
        private final boolean negate;
        private final boolean ignoreCase;
        private final Optional<Conversion> as;
        private final Prepared prepared;
        private final boolean whenAbsent;
        private final int hash;

        /**
         * Makes the operand ready.
         *
         * @param attribute  the attribute's name, or a JSON Pointer when it begins with {@code /}
         * @param operator   how to compare
         * @param operand    what to compare with, of a form that the operator allows
         * @param negate     whether to turn the answer round
         * @param ignoreCase whether texts are compared without regard to case
         * @param as         what to read the attribute as before comparing, if anything
         * @throws IllegalOperandException if the operator cannot use the operand, or cannot be used with {@code as}
         */
        public Attribute(
                AttributeName attribute,
                Operator operator,
                Value operand,
                boolean negate,
                boolean ignoreCase,
                Optional<Conversion> as) {
            this.prepared = Preparation.of(operator, operand, ignoreCase, as);
            this.attribute = attribute;
            this.operator = operator;
            this.operand = operand;
            this.negate = negate;
            this.ignoreCase = ignoreCase;
            this.as = as;
            this.whenAbsent = operator == Operator.EXISTS ? negate : operator == Operator.ABSENT && !negate;
            this.hash = Objects.hash(attribute, operator, operand, negate, ignoreCase, as);
        }

        /** Whether it holds for what {@link AttributeName#in} has found: null for an absent value. */
        public boolean holds(@Nullable Value seen) {
            return seen == null ? whenAbsent : prepared.ask(seen).holds(negate);
        }

        /** Where the value is found. */
        public AttributeName attribute() {
            return attribute;
        }

        /** How to compare. */
        public Operator operator() {
            return operator;
        }

        /** What to compare with. */
        public Value operand() {
            return operand;
        }

        /** Whether to turn the answer round. */
        public boolean negate() {
            return negate;
        }

        /** Whether texts are compared without regard to case. */
        public boolean ignoreCase() {
            return ignoreCase;
        }

        /** What to read the attribute as before comparing. */
        public Optional<Conversion> as() {
            return as;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Attribute that
                    && attribute.equals(that.attribute)
                    && operator == that.operator
                    && operand.equals(that.operand)
                    && negate == that.negate
                    && ignoreCase == that.ignoreCase
                    && as.equals(that.as);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** The comparison in words, without an operand that is secret. */
        @Override
        public String toString() {
            return "Attribute[" + attribute + (negate ? " not " : " ") + operator.word() + " "
                    + (operator.isSecret() ? "…" : operand) + "]";
        }
    }
}
