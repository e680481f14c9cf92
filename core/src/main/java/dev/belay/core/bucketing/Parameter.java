package dev.belay.core.bucketing;

import java.util.List;

/**
 * Something that an algorithm lets a document choose.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param name    its name in documents
 * @param choices the values that it may have; the first one applies where a document does not say
 */
public record Parameter(String name, List<String> choices) {

    /** Copies the choices. */
    public Parameter {
        choices = List.copyOf(choices);
    }

    /** The value that applies where a document does not say. */
    public String usual() {
        return choices.get(0);
    }
}
