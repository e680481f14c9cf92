package dev.belay.json.flag;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Operator;
import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.flag.Slice;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an evaluator can do beyond the plainest flags, and what documents need of it, in the same words: such as
 * {@code operator:in}, {@code as:version}, {@code condition:time}, {@code algorithm:belay-1},
 * {@code slice:rest} or {@code segment:members}.
 */
public final class Capabilities {

    private static final String REST = "slice:rest";
    private static final String MEMBERS = "segment:members";

    /** Everything that the evaluator of this version can do; unmodifiable. */
    public static final Set<String> KNOWN = Stream.of(
                    Arrays.stream(Operator.values()).map(Capabilities::word),
                    Arrays.stream(Conversion.values()).map(Capabilities::word),
                    ConditionReader.FORMS.stream().map(Capabilities::form),
                    Arrays.stream(Algorithm.values()).map(Capabilities::word),
                    Stream.of(REST, MEMBERS))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    private Capabilities() {}

    /** What an evaluator needs to understand the flag: what its document uses, and what it demands by itself. */
    public static SortedSet<String> usedBy(Flag flag) {
        SortedSet<String> used = new TreeSet<>(flag.requires());
        addConditions(ConditionTree.of(flag), used);
        used.add(word(flag.bucketing().algorithm()));
        addSplit(Distribution.of(flag, Optional.empty()), used);
        flag.rules().stream().map(Rule::id).forEach(id -> addSplit(Distribution.of(flag, Optional.of(id)), used));
        return used;
    }

    /** What an evaluator needs to understand the segment: what its document uses, and what it demands by itself. */
    public static SortedSet<String> usedBy(Segment segment) {
        SortedSet<String> used = new TreeSet<>(segment.requires());
        addConditions(ConditionTree.of(segment), used);
        if (segment.members().isPresent()) {
            used.add(MEMBERS);
        }
        return used;
    }

    private static void addConditions(Collection<Condition> conditions, Set<String> used) {
        for (Condition condition : conditions) {
            formOf(condition).map(Capabilities::form).ifPresent(used::add);
            if (condition instanceof Condition.Attribute attribute) {
                used.add(word(attribute.operator()));
                attribute.as().map(Capabilities::word).ifPresent(used::add);
            } else if (condition instanceof Condition.Share share) {
                used.add(word(share.bucketing().algorithm()));
            }
        }
    }

    // An Optional because a flag may not have the rule that is asked for; those that are asked for here are there.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static void addSplit(Optional<Distribution> place, Set<String> used) {
        place.filter(Distribution::isSplit).ifPresent(split -> {
            used.add(word(split.bucketing().algorithm()));
            if (split.slices().stream().anyMatch(Slice::isRest)) {
                used.add(REST);
            }
        });
    }

    private static Optional<String> formOf(Condition condition) {
        if (condition instanceof Condition.All) {
            return Optional.of("all");
        }
        if (condition instanceof Condition.Any) {
            return Optional.of("any");
        }
        if (condition instanceof Condition.Not) {
            return Optional.of("not");
        }
        if (condition instanceof Condition.InSegment) {
            return Optional.of("segment");
        }
        if (condition instanceof Condition.FlagServes || condition instanceof Condition.FlagDisabled) {
            return Optional.of("flag");
        }
        return formOfLeaf(condition);
    }

    private static Optional<String> formOfLeaf(Condition condition) {
        if (condition instanceof Condition.Share) {
            return Optional.of("share");
        }
        if (condition instanceof Condition.Time) {
            return Optional.of("time");
        }
        if (condition instanceof Condition.Now) {
            return Optional.of("now");
        }
        return condition instanceof Condition.Attribute ? Optional.of("attribute") : Optional.empty();
    }

    private static String form(String form) {
        return "condition:" + form;
    }

    private static String word(Operator operator) {
        return "operator:" + operator.word();
    }

    private static String word(Conversion conversion) {
        return "as:" + conversion.word();
    }

    private static String word(Algorithm algorithm) {
        return "algorithm:" + algorithm.word();
    }
}
