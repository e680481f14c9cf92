package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import java.util.List;
import java.util.Optional;

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

    /**
     * Compares one attribute with an operand. An attribute that is absent, or not of a type that the operator reads,
     * makes the condition false, whether negated or not; only {@code exists} and {@code absent} ask for presence.
     *
     * @param attribute  the attribute's name, or a JSON Pointer when it begins with {@code /}
     * @param operator   how to compare
     * @param operand    what to compare with, of a form that the operator allows
     * @param negate     whether to turn the answer round
     * @param ignoreCase whether texts are compared without regard to case
     * @param as         what to read the attribute as before comparing, if anything
     */
    record Attribute(
            AttributeName attribute,
            Operator operator,
            Value operand,
            boolean negate,
            boolean ignoreCase,
            Optional<Conversion> as)
            implements Condition {
        public Attribute {
            operator.problemOf(operand).ifPresent(problem -> {
                throw new IllegalArgumentException(operator.word() + ": " + problem);
            });
        }
    }
}
