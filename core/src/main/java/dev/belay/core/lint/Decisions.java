package dev.belay.core.lint;

import dev.belay.core.EvaluationContext;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows one enabled flag from its prerequisites to its otherwise: what is reached, and what it may come to. */
final class Decisions {

    private final Flag flag;
    private final Knowledge knowledge;
    private final Conjunction reach;
    private final List<Boolean> reached = new ArrayList<>();
    private Outcomes outcomes = Outcomes.NONE;
    private boolean otherwiseIsReached;
    private boolean prerequisitesCanHold;

    private Decisions(Flag flag, Knowledge knowledge) {
        this.flag = flag;
        this.knowledge = knowledge;
        this.reach = new Conjunction(knowledge);
    }

    static Decisions of(Flag flag, Knowledge knowledge) {
        Decisions decisions = new Decisions(flag, knowledge);
        decisions.follow();
        return decisions;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    boolean prerequisitesCanHold() {
        return prerequisitesCanHold;
    }

    /** Whether the rule at an index may decide, as far as conditions go. */
    boolean isReached(int rule) {
        return reached.get(rule);
    }

    boolean isOtherwiseReached() {
        return otherwiseIsReached;
    }

    /** The condition that a prerequisite comes to. */
    static Condition condition(Prerequisite prerequisite) {
        return prerequisite instanceof Prerequisite.Serves serves
                ? new Condition.FlagServes(serves.flag(), serves.variants())
                : new Condition.FlagDisabled(prerequisite.flag());
    }

    /** What is so of a context that a rule passes on. */
    static Claim passed(Flag flag, Rule rule) {
        Claim fails = Claim.fails(rule.when());
        return Splits.passedOn(flag, rule.serve())
                .map(passed -> (Claim) new Claim.Some(List.of(fails, passed)))
                .orElse(fails);
    }

    /** What is so of a context that no individual target lists. */
    static Claim notTargeted(Flag flag) {
        Set<String> keys = new HashSet<>();
        flag.targets().forEach(target -> keys.addAll(target.keys()));
        Facet key = Facet.key(EvaluationContext.TARGETING_KEY);
        return new Claim.Within(key, key.reading().all().without(Extent.of(Names.of(keys))));
    }

    private void follow() {
        if (!flag.prerequisites().isEmpty()) {
            flag.prerequisites().forEach(each -> reach.add(Claim.holds(condition(each))));
            add(flag.offVariant().map(name -> Outcomes.of(flag, name)).orElse(Outcomes.DEFAULT));
            if (flag.prerequisites().stream().anyMatch(each -> knowledge.mayFail(condition(each)))) {
                add(Outcomes.FAILURE);
            }
        }
        prerequisitesCanHold = reach.isPossible();
        if (prerequisitesCanHold) {
            followTargets();
        }
        flag.rules().forEach(this::followRule);
        otherwiseIsReached = reach.isPossible();
        if (otherwiseIsReached) {
            followOtherwise();
        }
        if (knowledge.budget().isSpent()) {
            outcomes = Outcomes.anyOf(flag);
        }
    }

    private void followTargets() {
        Set<String> seen = new HashSet<>();
        for (Target target : flag.targets()) {
            boolean adds = false;
            knowledge.budget().spend(target.keys().size() / 8);
            for (String key : target.keys()) {
                adds |= seen.add(key);
            }
            if (adds) {
                add(Outcomes.of(flag, target.variant()));
            }
        }
        if (!flag.targets().isEmpty()) {
            reach.add(notTargeted(flag));
        }
    }

    private void followRule(Rule rule) {
        boolean canHold = reach.fork().add(Claim.holds(rule.when())).isPossible();
        Outcomes served = Splits.outcomes(flag, rule.serve());
        reached.add(canHold && !served.equals(Outcomes.NONE));
        if (canHold) {
            add(served);
            if (knowledge.mayFail(rule.when())) {
                add(Outcomes.FAILURE);
            }
        }
        reach.add(passed(flag, rule));
    }

    private void followOtherwise() {
        Optional<Serve> otherwise = flag.otherwise();
        otherwise.ifPresent(serve -> add(Splits.outcomes(flag, serve)));
        if (otherwise.isEmpty() || Splits.mayPass(flag, otherwise.get())) {
            add(Outcomes.DEFAULT);
        }
    }

    private void add(Outcomes more) {
        outcomes = outcomes.or(more);
    }
}
