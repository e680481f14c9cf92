package dev.belay.cli.session;

import dev.belay.cli.server.RefusedException;
import java.util.List;

/** A refusal with what this program found out about it besides. */
public final class ExplainedRefusal extends RuntimeException {
    private final RefusedException refusal;
    private final List<String> story;
    private final String next;

    /**
     * Adds to a refusal.
     *
     * @param refusal the server's answer
     * @param story   what led to it, in lines
     * @param next    what to do next
     */
    public ExplainedRefusal(RefusedException refusal, List<String> story, String next) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
        this.story = List.copyOf(story);
        this.next = next;
    }

    /** The server's answer. */
    public RefusedException refusal() {
        return refusal;
    }

    /** What led to it. */
    public List<String> story() {
        return story;
    }

    /** What to do next. */
    public String next() {
        return next;
    }
}
