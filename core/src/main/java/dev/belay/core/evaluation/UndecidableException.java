package dev.belay.core.evaluation;

/** Carries the end of an evaluation that met something that this evaluator does not understand; never leaves it. */
final class UndecidableException extends RuntimeException {

    private final String problem;

    UndecidableException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
