package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import java.util.List;

/** Looks for rules that nobody gets to. */
final class RuleFindings {

    private final Flag flag;
    private final Knowledge knowledge;
    private final Remarks remarks;

    RuleFindings(Flag flag, Knowledge knowledge, Remarks remarks) {
        this.flag = flag;
        this.knowledge = knowledge;
        this.remarks = remarks;
    }

    void look(Decisions decisions) {
        for (int at = 0; at < flag.rules().size(); at++) {
            Rule rule = flag.rules().get(at);
            boolean decidesSomething = !Splits.outcomes(flag, rule.serve()).equals(Outcomes.NONE);
            if (!decisions.isReached(at) && decidesSomething) {
                lookAtUnreached(at);
            }
        }
        if (!decisions.isOtherwiseReached() && flag.otherwise().isPresent()) {
            remarks.add(
                    RemarkCode.UNREACHABLE_OTHERWISE,
                    "/otherwise",
                    "The rules decide for everyone, so this is never served; remove it, or correct the rules",
                    "every context is decided by " + deciders(flag.rules().size()));
        }
    }

    private void lookAtUnreached(int at) {
        Conjunction alone =
                new Conjunction(knowledge).add(Claim.holds(flag.rules().get(at).when()));
        if (!alone.isPossible()) {
            Conflict own = alone.conflict();
            add(at, "its condition can never hold", Value.of(own == null ? "" : own.reason()));
            return;
        }
        int earlier = shadow(at);
        Value example = Witness.of(alone)
                .orElse(Value.of("whatever satisfies its condition is decided "
                        + (earlier >= 0 ? "by " + name(earlier) : "before")));
        if (earlier >= 0) {
            add(at, name(earlier) + " decides whenever its condition holds", example);
        } else if (isTargeted(at)) {
            add(at, "the individual targets decide whenever its condition holds", example);
        } else {
            add(at, "what comes before it decides whenever its condition holds: " + deciders(at), example);
        }
    }

    private void add(int at, String why, Value example) {
        remarks.add(
                RemarkCode.UNREACHABLE_RULE,
                "/rules/" + at,
                "The rule " + Words.quoted(flag.rules().get(at).id()) + " never decides, because " + why
                        + "; remove it, move it, or correct the conditions",
                example);
    }

    /** The first rule that by itself leaves nothing to the one at the index; -1 if none does. */
    private int shadow(int at) {
        for (int earlier = 0; earlier < at; earlier++) {
            Conjunction both = new Conjunction(knowledge)
                    .add(Claim.holds(flag.rules().get(at).when()))
                    .add(Decisions.passed(flag, flag.rules().get(earlier)));
            if (!both.isPossible()) {
                return earlier;
            }
        }
        return -1;
    }

    private boolean isTargeted(int at) {
        return !new Conjunction(knowledge)
                .add(Claim.holds(flag.rules().get(at).when()))
                .add(Decisions.notTargeted(flag))
                .isPossible();
    }

    private String name(int rule) {
        return "the rule " + Words.quoted(flag.rules().get(rule).id());
    }

    private String deciders(int before) {
        List<String> ids = flag.rules().stream().limit(before).map(Rule::id).toList();
        boolean targets = !flag.targets().isEmpty();
        return ids.isEmpty()
                ? "the prerequisites"
                : (targets ? "the targets and " : "") + "the rules " + Words.listed(ids);
    }
}
