package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.ledger.Draft;
import java.util.List;

/** Carries out operations: one with an action of its own, or a change set. */
record StepsPlan(List<Step> steps, boolean changeSet) implements Plan {

    @Override
    public Outcome carryOut(WorkingState state) {
        Application application = new Application(state);
        String action = "change-set.applied";
        for (Step step : steps) {
            String done = application.apply(step);
            action = changeSet ? action : done;
        }
        return new Outcome(action, links(), application.warnings());
    }

    private Value.StructureValue links() {
        if (changeSet || !(steps.getFirst() instanceof Step.Return back)) {
            return Draft.NO_LINKS;
        }
        return RollbackOf.links(back.subject(), back.target().version());
    }
}
