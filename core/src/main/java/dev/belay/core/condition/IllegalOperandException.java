package dev.belay.core.condition;

import java.util.List;

/** A condition compares with something that its operator cannot use. */
public final class IllegalOperandException extends IllegalArgumentException {

    private final transient List<String> path;
    private final String problem;
    private final String allowed;
    private final boolean tellsGiven;

    IllegalOperandException(List<String> path, String problem, String allowed, boolean tellsGiven) {
        super(path.get(0) + ": " + problem);
        this.path = List.copyOf(path);
        this.problem = problem;
        this.allowed = allowed;
        this.tellsGiven = tellsGiven;
    }

    /** Where in the condition's document the mistake is: the operator, then member names and indexes within it. */
    public List<String> path() {
        return path;
    }

    /** What is wrong, as a sentence's second half. */
    public String problem() {
        return problem;
    }

    /** Whether the problem tells what was given, or says only what must be there. */
    public boolean tellsGiven() {
        return tellsGiven;
    }

    /** What is allowed there, in words. */
    public String allowed() {
        return allowed;
    }
}
