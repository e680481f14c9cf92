package dev.belay.cli.server;

/** The server understood and refused; nothing was written. */
public final class RefusedException extends RuntimeException {
    private final transient Problem problem;

    /** Carries the server's problem document. */
    public RefusedException(Problem problem) {
        super(problem.name() + ": " + problem.detail());
        this.problem = problem;
    }

    /** Why the server refused. */
    public Problem problem() {
        return problem;
    }
}
