package dev.belay.control;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Decision;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.Heads;
import dev.belay.ledger.LedgerId;
import java.util.ArrayList;
import java.util.List;

/** Carries out a plan on the newest state of a flag set, and drafts the entry if the resulting state is legal. */
final class FlagSetDecision implements Decision {

    private final LedgerId flagSet;
    private final LedgerId catalogue;
    private final WriteRequest request;
    private final Plan plan;

    /** What the last run of the decision had to say; runs are one after another, and the last one counts. */
    private volatile List<String> warnings = List.of();

    FlagSetDecision(LedgerId flagSet, LedgerId catalogue, WriteRequest request, Plan plan) {
        this.flagSet = flagSet;
        this.catalogue = catalogue;
        this.request = request;
        this.plan = plan;
    }

    @Override
    public List<Draft> decide(Heads heads) {
        WorkingState state = new WorkingState(heads.head(flagSet));
        LedgerState definitions = heads.head(catalogue);
        Plan.Outcome outcome = plan.carryOut(state);
        List<Subject> changed = state.changed();
        refuseIllegal(state, changed, definitions);
        warnings = outcome.warnings();
        return drafts(outcome, state, Definitions.missing(state, changed, definitions));
    }

    List<String> warnings() {
        return warnings;
    }

    private static void refuseIllegal(WorkingState state, List<Subject> changed, LedgerState definitions) {
        List<Finding> findings = new ArrayList<>(Definitions.check(state, changed, definitions));
        findings.addAll(ReferenceCheck.of(state, changed));
        findings.addAll(DependantCheck.of(state, changed));
        findings.addAll(GraphCheck.of(state, changed));
        Finding.refuseIfAny(findings);
    }

    private List<Draft> drafts(Plan.Outcome outcome, WorkingState state, List<DraftChange> definitions) {
        Authorship authorship = Authors.of(request);
        List<Draft> drafts = new ArrayList<>();
        if (!definitions.isEmpty()) {
            drafts.add(Draft.of(catalogue, authorship, "flag-definition.registered", definitions));
        }
        drafts.add(new Draft.Append(flagSet, authorship, outcome.action(), state.drafts(), outcome.links()));
        return drafts;
    }
}
