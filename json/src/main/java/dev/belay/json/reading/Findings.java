package dev.belay.json.reading;

import dev.belay.core.Shared;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong with a document while it is read.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Findings {

    /** How many violations are kept; enough to work on, while a hostile document may have a million. */
    public static final int MOST_KEPT = 100;

    private final boolean strict;
    private final Shared shared;
    private final List<Violation> violations = new ArrayList<>();
    private long patterns;

    private Findings(boolean strict, Shared shared) {
        this.strict = strict;
        this.shared = shared;
    }

    /** For documents that are about to be stored: unknown fields and exceeded limits are wrong too. */
    public static Findings strict() {
        return strict(new Shared());
    }

    /** The same, for one of several documents that are read together. */
    public static Findings strict(Shared shared) {
        return new Findings(true, shared);
    }

    /** For documents that were accepted elsewhere, perhaps by a newer version: unknown fields are passed over. */
    public static Findings lenient() {
        return lenient(new Shared());
    }

    /** The same, for one of several documents that are read together. */
    public static Findings lenient(Shared shared) {
        return new Findings(false, shared);
    }

    /** What the documents that are read together have in common. */
    public Shared shared() {
        return shared;
    }

    /** Whether unknown fields and exceeded limits are wrong. */
    public boolean isStrict() {
        return strict;
    }

    /** Whether nothing more is kept, so that it need not be described either. */
    public boolean isFull() {
        return violations.size() >= MOST_KEPT;
    }

    /** Counts what compiling more patterns costs, and tells what those of the document come to with them. */
    public long addPatterns(long cost) {
        patterns += cost;
        return patterns;
    }

    /** Notes a violation; beyond {@value #MOST_KEPT} they are passed over. */
    public void add(Violation violation) {
        if (!isFull()) {
            violations.add(violation);
        }
    }

    /** What was noted so far, in the order in which it was met. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidDocumentException if anything was noted
     */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw new InvalidDocumentException(violations);
        }
    }
}
