package dev.belay.control;

import dev.belay.json.Violation;
import java.util.List;
import java.util.Map;

/** Holds an operation against the version that it is based on. */
final class Preconditions {

    private Preconditions() {}

    static void check(WorkingState state, Step step) {
        switch (step.base()) {
            case Precondition.None _ -> demandBase(state, step);
            case Precondition.Absent _ -> demandAbsence(state, step);
            case Precondition.Version(long version) -> demandVersion(state, step, version);
            case Precondition.Tag(String epoch, long version) -> {
                demandVersion(state, step, version);
                if (!epoch.equals(state.head().position().epoch())) {
                    throw stale(state, step, version);
                }
            }
        }
    }

    // A subject that the same change set has touched needs no base: its author knows what it will be.
    private static void demandBase(WorkingState state, Step step) {
        if (!(step instanceof Step.Put) || !state.exists(step.subject()) || state.isTouched(step.subject())) {
            return;
        }
        String detail = "The " + Finding.name(step.subject()) + " exists, at version " + state.version(step.subject())
                + "; read it, and name the version that the new document is based on";
        throw refusal(ProblemName.PRECONDITION_REQUIRED, detail, state, step);
    }

    private static void demandAbsence(WorkingState state, Step step) {
        if (state.exists(step.subject())) {
            String detail = "The " + Finding.name(step.subject())
                    + " exists already; choose another key, or replace it based on its version";
            throw refusal(ProblemName.ALREADY_EXISTS, detail, state, step);
        }
    }

    private static void demandVersion(WorkingState state, Step step, long version) {
        if (version != state.version(step.subject())) {
            throw stale(state, step, version);
        }
    }

    private static StaleBaseException stale(WorkingState state, Step step, long version) {
        return new StaleBaseException(step, version, state.head().subject(step.subject()));
    }

    private static RefusedException refusal(ProblemName name, String detail, WorkingState state, Step step) {
        return new RefusedException(
                name,
                detail,
                List.of(Violation.of(step.origin().path(), detail)),
                Map.of("version", Finding.number(state.version(step.subject()))));
    }
}
