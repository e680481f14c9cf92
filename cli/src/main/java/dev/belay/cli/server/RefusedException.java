package dev.belay.cli.server;

/** The server understood and refused; nothing was written. */
public final class RefusedException extends RuntimeException {
    private final transient Problem problem;

    private final Request.Effect effect;

    /** Carries the server's problem document on a request of this effect. */
    RefusedException(Problem problem, Request.Effect effect) {
        super(problem.name() + ": " + problem.detail());
        this.problem = problem;
        this.effect = effect;
    }

    /** Why the server refused. */
    public Problem problem() {
        return problem;
    }

    /** Whether an outage of the store leaves it open if something was changed: not after a read, nor if the server knows. */
    public boolean isUncertain() {
        return effect != Request.Effect.NONE && !problem.isNotMade();
    }

    /** What the request would have done. */
    public Request.Effect effect() {
        return effect;
    }
}
