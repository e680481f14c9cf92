package dev.belay.core.lint;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what is most likely a mistake in the flags and segments of one snapshot. What a remark says is so is so for
 * every context, moment and chance; what is not said may still be wrong. The work on one document is bounded, and a
 * remark {@link RemarkCode#LIMIT_REACHED} says where the bound cut something off.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Linter {

    private static final Effort THOROUGH = new Effort(200_000, 500_000);
    private static final Effort QUICK = new Effort(50_000, 10_000);

    private final Snapshot snapshot;
    private final Effort effort;
    private final Knowledge knowledge;
    private @Nullable AttributeTypes types;
    private Budget budget;
    private long taken;

    private Linter(Snapshot snapshot, Effort effort) {
        this.snapshot = snapshot;
        this.effort = effort;
        this.budget = new Budget(effort.steps());
        this.knowledge = new Knowledge(snapshot, budget);
    }

    /** Lints parts of a snapshot; what one linter learns of a flag serves for the next. */
    public static Linter of(Snapshot snapshot) {
        return new Linter(snapshot, THOROUGH);
    }

    /** As {@link #of}, with less effort, for whoever waits: only the first conditions tell attributes' types. */
    public static Linter quick(Snapshot snapshot) {
        return new Linter(snapshot, QUICK);
    }

    /**
     * How many steps were taken since the linter was made; a step is about a comparison of two small conditions. The
     * same documents in the same order always take the same steps.
     */
    public long steps() {
        return taken + budget.taken();
    }

    /** Whether there were more conditions than are asked for attributes' types, so that remarks may be missing. */
    public boolean isMissingTypes() {
        return types != null && types.isCut();
    }

    /** The remarks on a flag of the snapshot, in the order of its document's parts. */
    public List<Remark> lint(Flag flag) {
        begin(sizeOf(flag));
        Remarks remarks = new Remarks();
        Decisions decisions = Decisions.of(flag, knowledge);
        PrerequisiteFindings prerequisites = new PrerequisiteFindings(knowledge, remarks);
        new VariantFindings(flag, decisions.outcomes(), remarks).look();
        prerequisites.look(flag);
        prerequisites.lookTogether(flag, decisions);
        new KeyFindings(remarks).look(flag.targets());
        lintServing(flag, remarks);
        if (decisions.prerequisitesCanHold()) {
            new RuleFindings(flag, knowledge, remarks).look(decisions);
        }
        return remarks.done(budget);
    }

    /** The remarks on a segment of the snapshot. */
    public List<Remark> lint(Segment segment) {
        begin(segment.included().size() + segment.excluded().size());
        Remarks remarks = new Remarks();
        ConditionFindings conditions = new ConditionFindings(knowledge, types(), remarks);
        new KeyFindings(remarks).look(segment);
        segment.when().ifPresent(when -> conditions.look(when, "/when"));
        Conflict nobody = conditions.conflict(Terms.members(segment, true));
        if (nobody != null) {
            remarks.add(RemarkCode.SEGMENT_WITHOUT_MEMBERS, "", nobodyBelongs(segment), nobody.reason());
        }
        return remarks.done(budget);
    }

    /** A segment that lists nothing is usually one whose members are still to come. */
    private static String nobodyBelongs(Segment segment) {
        boolean waits = segment.when().isEmpty()
                && segment.included().isEmpty()
                && segment.members().isEmpty();
        return "Nobody "
                + (waits ? "belongs to this segment yet" : "can belong to this segment")
                + ", so conditions that ask for it do not hold; upload members, include keys, or say who belongs by a"
                + " condition";
    }

    private void lintServing(Flag flag, Remarks remarks) {
        ConditionFindings conditions = new ConditionFindings(knowledge, types(), remarks);
        SplitFindings splits = new SplitFindings(flag, remarks);
        for (int at = 0; at < flag.rules().size(); at++) {
            Rule rule = flag.rules().get(at);
            conditions.look(rule.when(), "/rules/" + at + "/when");
            splits.look(rule.serve(), "/rules/" + at + "/serve");
        }
        flag.otherwise().ifPresent(serve -> splits.look(serve, "/otherwise"));
    }

    /** What is looked at once counts little, and is no reason to find less. */
    private void begin(int size) {
        taken += budget.taken() + 1 + size / 8;
        budget = new Budget(effort.steps());
        knowledge.renew(budget);
    }

    private static int sizeOf(Flag flag) {
        int keys =
                flag.targets().stream().mapToInt(target -> target.keys().size()).sum();
        return keys + flag.variants().size() + flag.rules().size();
    }

    private AttributeTypes types() {
        AttributeTypes known = types;
        if (known == null) {
            known = AttributeTypes.in(snapshot, effort.conditions());
            types = known;
        }
        return known;
    }

    /**
     * How much may be done.
     *
     * @param steps      for one document
     * @param conditions how many are asked for attributes' types
     */
    private record Effort(int steps, int conditions) {}
}
