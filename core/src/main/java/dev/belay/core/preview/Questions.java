package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that a flag's answer asks of a context, through segments and other flags: one group of questions for each
 * rule, since a rule holds only if all its questions are answered together.
 */
final class Questions {

    private static final int MOST_GROUPS = 2_000;
    private static final int MOST_IN_A_GROUP = 1_000;

    /** So many members of a large segment stand for all of them. */
    private static final int MOST_MEMBERS = 10_000;

    private final Snapshot snapshot;
    private final Snapshot other;
    private final List<List<Question>> groups = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final Map<String, Question> lists = new HashMap<>();
    private final Deque<String> flags = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();

    private Questions(Snapshot snapshot, Snapshot other) {
        this.snapshot = snapshot;
        this.other = other;
    }

    /**
     * The questions of a flag.
     *
     * @param other the other side of the change: of large segments, members that it may lack come first
     */
    static Questions of(Snapshot snapshot, String flag, Snapshot other) {
        Questions questions = new Questions(snapshot, other);
        questions.comeTo(flag);
        while (!questions.flags.isEmpty() && questions.groups.size() < MOST_GROUPS) {
            questions.ask(questions.flags.remove());
        }
        return questions;
    }

    /** The questions, rule by rule. */
    List<List<Question>> groups() {
        return groups;
    }

    /** The names of the attributes that are bucketed. */
    Set<String> keys() {
        return keys;
    }

    private void comeTo(String flag) {
        if (seen.add(flag)) {
            flags.add(flag);
        }
    }

    private void ask(String key) {
        if (snapshot.flag(key) instanceof SnapshotFlag.Understood readable) {
            Flag flag = readable.flag();
            flag.prerequisites().stream().map(Prerequisite::flag).forEach(this::comeTo);
            flag.targets()
                    .forEach(target ->
                            groups.add(List.of(lists(EvaluationContext.TARGETING_KEY, target.keys(), List.of()))));
            flag.rules().forEach(rule -> ask(flag, rule));
            addKey(flag, Optional.empty());
        }
    }

    private void ask(Flag flag, Rule rule) {
        Group group = new Group();
        group.ask(rule.when(), true);
        groups.add(group.questions);
        addKey(flag, Optional.of(rule.id()));
    }

    // Absent means otherwise, as it does where distributions are found.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void addKey(Flag flag, Optional<String> rule) {
        Distribution.of(flag, rule)
                .filter(Distribution::isSplit)
                .ifPresent(split -> keys.add(split.bucketing().by()));
    }

    private static Question lists(String by, Collection<String> holding, Collection<String> failing) {
        return new Question(AttributeName.parse(by), texts(holding), texts(failing));
    }

    private Question lists(Segment segment) {
        return lists(segment.by(), listed(segment), segment.excluded());
    }

    private List<String> listed(Segment segment) {
        List<String> listed = new ArrayList<>(segment.included());
        segment.members()
                .ifPresent(members -> Stream.concat(own(segment.key(), members), members.keys())
                        .distinct()
                        .limit(MOST_MEMBERS)
                        .forEach(listed::add));
        return listed;
    }

    /** The keys of the chunks that the other side does not have, which are few where few members are others. */
    private Stream<String> own(String key, MemberSet members) {
        Segment counterpart = other.segment(key);
        Set<String> shared = new HashSet<>();
        if (counterpart != null) {
            counterpart.members().map(MemberSet::hashes).ifPresent(shared::addAll);
        }
        return members.chunks().stream()
                .filter(chunk -> !shared.contains(chunk.hash()))
                .flatMap(chunk -> IntStream.range(0, chunk.size()).mapToObj(chunk::key));
    }

    private static List<Value> texts(Collection<String> texts) {
        return texts.stream().map(Value::of).toList();
    }

    /** Gathers the questions of one rule. */
    private final class Group {

        private final List<Question> questions = new ArrayList<>();
        private final Set<String> segments = new HashSet<>();

        void ask(Condition condition, boolean wanted) {
            if (questions.size() >= MOST_IN_A_GROUP) {
                return;
            }
            if (condition instanceof Condition.All all) {
                all.parts().forEach(part -> ask(part, wanted));
            } else if (condition instanceof Condition.Any any) {
                any.parts().forEach(part -> ask(part, wanted));
            } else if (condition instanceof Condition.Not not) {
                ask(not.part(), !wanted);
            } else {
                askOne(condition, wanted);
            }
        }

        private void askOne(Condition condition, boolean wanted) {
            if (condition instanceof Condition.Attribute attribute) {
                add(OperandValues.question(attribute), wanted);
            } else if (condition instanceof Condition.InSegment in) {
                ask(snapshot.segment(in.segment()), wanted);
            } else if (condition instanceof Condition.Share share) {
                keys.add(share.bucketing().by());
            } else if (condition instanceof Condition.FlagServes serves) {
                comeTo(serves.flag());
            } else if (condition instanceof Condition.FlagDisabled disabled) {
                comeTo(disabled.flag());
            }
        }

        private void ask(@org.jspecify.annotations.Nullable Segment segment, boolean wanted) {
            if (segment != null && segments.add(segment.key())) {
                keys.add(segment.by());
                add(lists.computeIfAbsent(segment.key(), ignored -> lists(segment)), wanted);
                segment.when().ifPresent(when -> ask(when, wanted));
            }
        }

        private void add(Question question, boolean wanted) {
            questions.add(wanted ? question : question.not());
        }
    }
}
