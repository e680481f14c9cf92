package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;

/** Carries the end of an evaluation that can neither say yes nor no; never leaves the evaluator. */
final class UndecidableException extends RuntimeException {

    private final ErrorCode code;
    private final String problem;

    UndecidableException(ErrorCode code, String problem) {
        super(problem, null, false, false);
        this.code = code;
        this.problem = problem;
    }

    ErrorCode code() {
        return code;
    }

    String problem() {
        return problem;
    }
}
