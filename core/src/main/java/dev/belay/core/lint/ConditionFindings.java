package dev.belay.core.lint;

import dev.belay.core.condition.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at each condition of a tree by itself. */
final class ConditionFindings {

    private static final int MOST_PARTS = 48;

    private final Knowledge knowledge;
    private final AttributeTypes types;
    private final Remarks remarks;

    ConditionFindings(Knowledge knowledge, AttributeTypes types, Remarks remarks) {
        this.knowledge = knowledge;
        this.types = types;
        this.remarks = remarks;
    }

    void look(Condition condition, String path) {
        Conflict never = conflict(Claim.holds(condition));
        if (never != null) {
            lookAtNever(condition, path, never);
        } else if (conflict(Claim.fails(condition)) != null) {
            lookAtAlways(condition, path);
        } else {
            lookInside(condition, path);
        }
    }

    /** Why the claim cannot be, by itself; null if it is not known to be impossible. */
    @Nullable
    Conflict conflict(Claim claim) {
        Conjunction alone = new Conjunction(knowledge).add(claim);
        return alone.isPossible() ? null : alone.conflict();
    }

    /** The remark belongs to the smallest part that is never true. */
    private void lookAtNever(Condition condition, String path, Conflict never) {
        boolean inside = false;
        List<Condition> parts = parts(condition);
        for (int at = 0; at < parts.size(); at++) {
            if (conflict(Claim.holds(parts.get(at))) != null) {
                inside = true;
                look(parts.get(at), path + place(condition, at));
            }
        }
        if (!inside) {
            remarks.add(
                    RemarkCode.CONDITION_NEVER_HOLDS,
                    path,
                    "This condition can never hold: " + never.reason() + "; correct it, or remove it",
                    never.reason());
        }
    }

    /** An empty {@code all} is how one says "everyone", and no mistake. */
    private void lookAtAlways(Condition condition, String path) {
        boolean everyone = condition instanceof Condition.All all && all.parts().isEmpty();
        Conflict opposite = conflict(Claim.fails(condition));
        if (!everyone && opposite != null) {
            remarks.add(
                    RemarkCode.CONDITION_ALWAYS_HOLDS,
                    path,
                    "This condition holds for everyone; remove it, or say {\"all\": []} if that is meant",
                    opposite.reasonForOpposite());
        }
    }

    private void lookInside(Condition condition, String path) {
        if (condition instanceof Condition.Attribute attribute) {
            types.compare(attribute, path, remarks);
        }
        if (condition instanceof Condition.Not not) {
            lookInside(not.part(), path + "/not");
            return;
        }
        List<Condition> parts = parts(condition);
        for (int at = 0; at < parts.size(); at++) {
            look(parts.get(at), path + place(condition, at));
        }
        if (condition instanceof Condition.Any) {
            lookForShadows(parts, path);
        }
    }

    private void lookForShadows(List<Condition> parts, String path) {
        int most = Math.min(parts.size(), MOST_PARTS);
        for (int at = 0; at < most; at++) {
            int other = shadow(parts.subList(0, most), at);
            if (other >= 0) {
                remarks.add(
                        RemarkCode.SHADOWED_CONDITION,
                        path + "/any/" + at,
                        "Whatever satisfies this satisfies " + path + "/any/" + other
                                + " as well, so it adds nobody; remove one of them",
                        Words.condition(parts.get(at)) + " implies " + Words.condition(parts.get(other)));
            }
        }
    }

    /** The part that holds whenever the one at the index does; of two that are the same, the later one adds nothing. */
    private int shadow(List<Condition> parts, int at) {
        for (int other = 0; other < parts.size(); other++) {
            if (other != at
                    && implies(parts.get(at), parts.get(other))
                    && (other < at || !implies(parts.get(other), parts.get(at)))
                    && conflict(Claim.holds(parts.get(at))) == null) {
                return other;
            }
        }
        return -1;
    }

    private boolean implies(Condition one, Condition other) {
        Conjunction both = new Conjunction(knowledge).add(Claim.holds(one)).add(Claim.fails(other));
        return !both.isPossible();
    }

    private static List<Condition> parts(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts();
        }
        return condition instanceof Condition.Any any ? any.parts() : List.of();
    }

    private static String place(Condition parent, int at) {
        return (parent instanceof Condition.All ? "/all/" : "/any/") + at;
    }
}
