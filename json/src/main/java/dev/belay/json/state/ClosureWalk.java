package dev.belay.json.state;

import dev.belay.core.EvaluationContext;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Distribution;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.flag.ConditionTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers a flag's closure; what is referred to often, or in a circle, is looked at once. Confined to one closure. */
final class ClosureWalk {

    private final LedgerState state;
    private final SortedMap<Subject, Optional<String>> documents = new TreeMap<>();
    private final Set<AttributeName> attributes = new LinkedHashSet<>();
    private final Set<Subject> seen = new HashSet<>();
    private final Deque<Subject> toVisit = new ArrayDeque<>();
    private boolean asksNow;
    private boolean asksRandom;

    private ClosureWalk(LedgerState state) {
        this.state = state;
    }

    static FlagClosure from(LedgerState state, String flag) {
        ClosureWalk walk = new ClosureWalk(state);
        walk.follow(Subject.flag(flag));
        while (!walk.toVisit.isEmpty()) {
            walk.visit(walk.toVisit.remove());
        }
        return new FlagClosure(walk.documents, walk.attributes, walk.asksNow, walk.asksRandom);
    }

    /** Depends on the subject and on whatever that depends on. */
    private void follow(Subject subject) {
        note(subject);
        if (seen.add(subject)) {
            toVisit.add(subject);
        }
    }

    /** Depends on the subject's own document. */
    private void note(Subject subject) {
        SubjectState found = state.subject(subject);
        documents.put(subject, found == null ? Optional.empty() : found.hash());
    }

    private void visit(Subject subject) {
        if (subject.kind().equals(Subject.SEGMENT)) {
            Segment segment = state.snapshot().segment(subject.key());
            if (segment != null) {
                visit(segment);
            }
        } else if (state.snapshot().flag(subject.key()) instanceof SnapshotFlag.Understood understood
                && understood.flag().enabled()) {
            visit(understood.flag());
        }
    }

    private void visit(Flag flag) {
        flag.prerequisites().forEach(this::visit);
        if (!flag.targets().isEmpty()) {
            attributes.add(AttributeName.parse(EvaluationContext.TARGETING_KEY));
        }
        ConditionTree.of(flag).forEach(this::visit);
        split(Distribution.of(flag, Optional.empty()));
        flag.rules().stream().map(Rule::id).forEach(id -> split(Distribution.of(flag, Optional.of(id))));
    }

    private void visit(Segment segment) {
        if (!segment.included().isEmpty()
                || !segment.excluded().isEmpty()
                || segment.members().isPresent()) {
            attributes.add(AttributeName.parse(segment.by()));
        }
        ConditionTree.of(segment).forEach(this::visit);
    }

    private void visit(Prerequisite prerequisite) {
        Subject flag = Subject.flag(prerequisite.flag());
        if (prerequisite instanceof Prerequisite.Disabled) {
            note(flag);
        } else {
            follow(flag);
        }
    }

    private void visit(Condition condition) {
        if (condition instanceof Condition.InSegment in) {
            follow(Subject.segment(in.segment()));
        } else if (condition instanceof Condition.FlagServes serves) {
            follow(Subject.flag(serves.flag()));
        } else if (condition instanceof Condition.FlagDisabled disabled) {
            note(Subject.flag(disabled.flag()));
        } else if (condition instanceof Condition.Share share) {
            visit(share.bucketing());
        } else if (condition instanceof Condition.OfMoment) {
            asksNow = true;
        } else if (condition instanceof Condition.Attribute attribute) {
            attributes.add(attribute.attribute());
        }
    }

    // An Optional because a flag may not have the rule that is asked for; those that are asked for here are there.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void split(Optional<Distribution> place) {
        place.filter(Distribution::isSplit).ifPresent(split -> visit(split.bucketing()));
    }

    private void visit(Bucketing bucketing) {
        if (bucketing.by().equals(Bucketing.RANDOM)) {
            asksRandom = true;
        } else {
            attributes.add(AttributeName.parse(bucketing.by()));
        }
    }
}
