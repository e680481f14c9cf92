package dev.belay.core.evaluation;

import dev.belay.core.Shared;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Prerequisite;
import java.util.List;

/** Compiles the conditions of one document, and gathers what they ask for. */
final class ConditionCompiler {

    private final Slots slots;
    private final Shared shared;
    private final References.Gathered gathered = new References.Gathered();

    /** @param shared what this document and others have in common */
    ConditionCompiler(Slots slots, Shared shared) {
        this.slots = slots;
        this.shared = shared;
    }

    References references() {
        return gathered.references();
    }

    References.Gathered gathered() {
        return gathered;
    }

    Check compile(Condition condition) {
        gathered.check();
        if (condition instanceof Condition.All all) {
            return joined(all.parts(), true);
        }
        if (condition instanceof Condition.Any any) {
            return joined(any.parts(), false);
        }
        if (condition instanceof Condition.Not not) {
            return new Checks.Not(compile(not.part()));
        }
        if (condition instanceof Condition.InSegment in) {
            int slot = slots.segment(in.segment());
            gathered.segment(slot);
            return shared.same(new Checks.InSegment(in.segment(), slot));
        }
        if (condition instanceof Condition.FlagServes serves) {
            return serves(serves.flag(), serves.variants());
        }
        if (condition instanceof Condition.FlagDisabled disabled) {
            return disabled(disabled.flag());
        }
        return ofContext(condition);
    }

    private Check ofContext(Condition condition) {
        gathered.context();
        if (condition instanceof Condition.Share share) {
            asks(share.bucketing());
            return new Checks.OfShare(share.from(), share.to(), share.bucketing(), PointOf.of(share.bucketing()));
        }
        if (condition instanceof Condition.OfMoment ofMoment) {
            gathered.moment();
            return new Checks.OfMoment(ofMoment);
        }
        if (condition instanceof Condition.NotUnderstood unknown) {
            return new Checks.NotUnderstood(unknown.problem());
        }
        return shared.same(new Checks.OfAttribute((Condition.Attribute) condition));
    }

    Check compile(Prerequisite prerequisite) {
        String key = prerequisite.flag();
        if (prerequisite instanceof Prerequisite.Serves serves) {
            return new Checks.Prerequisite(key, serves(key, serves.variants()));
        }
        return new Checks.Prerequisite(key, disabled(key));
    }

    /** Whether a flag is disabled is in its own document: what it asks for when it is not is no matter here. */
    private Check disabled(String key) {
        return new Checks.FlagDisabled(key, slots.flag(key));
    }

    /** Notes what finding a bucket asks for. */
    void asks(Bucketing bucketing) {
        gathered.context();
        if (bucketing.by().equals(Bucketing.RANDOM)) {
            gathered.moment();
        }
    }

    private Check joined(List<Condition> parts, boolean all) {
        Check[] compiled = parts.stream().map(this::compile).toArray(Check[]::new);
        if (compiled.length == 1) {
            return compiled[0];
        }
        return shared.same(all ? new Checks.All(compiled) : new Checks.Any(compiled));
    }

    private Check serves(String key, List<String> variants) {
        int slot = slots.flag(key);
        gathered.flag(slot);
        return new Checks.FlagServes(key, slot, variants.toArray(String[]::new));
    }
}
