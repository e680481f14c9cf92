package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;

/** Carries the end of an evaluation that can neither say yes nor no; never leaves the evaluator. */
final class UndecidableException extends RuntimeException {

    private final transient Outcome outcome;

    UndecidableException(ErrorCode code, String problem) {
        super(problem, null, false, false);
        this.outcome = Outcome.failed(code, problem);
    }

    Outcome outcome() {
        return outcome;
    }
}
