package dev.belay.json.reading;

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

    private final boolean strict;
    private final List<Violation> violations = new ArrayList<>();

    private Findings(boolean strict) {
        this.strict = strict;
    }

    /** For documents that are about to be stored: unknown fields and exceeded limits are wrong too. */
    public static Findings strict() {
        return new Findings(true);
    }

    /** For documents that were accepted elsewhere, perhaps by a newer version: unknown fields are passed over. */
    public static Findings lenient() {
        return new Findings(false);
    }

    /** Whether unknown fields and exceeded limits are wrong. */
    public boolean isStrict() {
        return strict;
    }

    /** Notes a violation. */
    public void add(Violation violation) {
        violations.add(violation);
    }

    /** Everything noted so far. */
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
