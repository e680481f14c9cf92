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
            case Precondition.Present _ -> demandPresence(state, step);
            case Precondition.ForeignTag(String tag) -> throw foreign(state, step, tag);
            case Precondition.Version(long version) -> demandVersion(state, step, version);
            case Precondition.Tag(String epoch, long version) -> {
                demandEpoch(state, step, epoch, version);
                demandVersion(state, step, version);
            }
        }
    }

    // A subject that the same change set has touched needs no base: its author knows what it will be.
    private static void demandBase(WorkingState state, Step step) {
        boolean replaces = step instanceof Step.Put || (step instanceof Step.Members members && members.replaces());
        if (!replaces || !state.exists(step.subject()) || state.isTouched(step.subject())) {
            return;
        }
        String detail = "The " + Finding.name(step.subject()) + " exists, at version " + state.version(step.subject())
                + "; read it, and name the version that the change is based on";
        throw refusal(ProblemName.PRECONDITION_REQUIRED, detail, state, step);
    }

    private static void demandAbsence(WorkingState state, Step step) {
        if (state.exists(step.subject())) {
            String detail = "The " + Finding.name(step.subject())
                    + " exists already; choose another key, or replace it based on its version";
            throw refusal(ProblemName.ALREADY_EXISTS, detail, state, step);
        }
    }

    private static void demandPresence(WorkingState state, Step step) {
        if (!state.exists(step.subject())) {
            String detail = "There is no " + Finding.name(step.subject())
                    + ", though If-Match: * demands one; create it with If-None-Match: * or without a condition";
            throw refusal(ProblemName.VERSION_CONFLICT, detail, state, step);
        }
    }

    private static RefusedException foreign(WorkingState state, Step step, String tag) {
        String detail = "The entity tag " + tag + " is none that Belay has given to the " + Finding.name(step.subject())
                + "; read it again, carry your change over, and send its ETag";
        return refusal(ProblemName.VERSION_CONFLICT, detail, state, step);
    }

    private static void demandEpoch(WorkingState state, Step step, String epoch, long version) {
        if (!epoch.equals(state.head().position().epoch())) {
            throw new StaleBaseException(step, version, epoch, state.head());
        }
    }

    private static void demandVersion(WorkingState state, Step step, long version) {
        if (version != state.version(step.subject())) {
            throw new StaleBaseException(step, version, state.head().position().epoch(), state.head());
        }
    }

    private static RefusedException refusal(ProblemName name, String detail, WorkingState state, Step step) {
        return new RefusedException(
                name,
                detail,
                List.of(Violation.of(step.origin().path(), detail)),
                Map.of("version", Finding.number(state.version(step.subject()))));
    }
}
