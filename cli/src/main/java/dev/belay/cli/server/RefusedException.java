package dev.belay.cli.server;

/** The server understood and refused; nothing was written. */
public final class RefusedException extends RuntimeException {
    private final transient Problem problem;

    private final boolean uncertain;

    /** Carries the server's problem document on a request of this effect. */
    RefusedException(Problem problem, Request.Effect effect) {
        super(problem.name() + ": " + problem.detail());
        this.problem = problem;
        this.uncertain = effect != Request.Effect.NONE && !problem.isNotMade();
    }

    /** Why the server refused. */
    public Problem problem() {
        return problem;
    }

    /** Whether an outage of the store leaves it open if something was changed: not after a read, nor if the server knows. */
    public boolean isUncertain() {
        return uncertain;
    }
}
