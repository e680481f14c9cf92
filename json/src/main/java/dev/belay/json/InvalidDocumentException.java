package dev.belay.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A value is JSON but not the document that it should be.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class InvalidDocumentException extends RuntimeException {

    private final transient List<Violation> violations;

    /** Names everything that is wrong, at least one thing. */
    public InvalidDocumentException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** Everything that is wrong, in the order in which it was met. */
    public List<Violation> violations() {
        return violations;
    }
}
