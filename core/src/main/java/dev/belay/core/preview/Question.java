package dev.belay.core.preview;

import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import java.util.List;

/**
 * What a document asks of one attribute, as values that answer it.
 *
 * @param attribute where the value is found
 * @param holding   values that bring the document's rule closer to deciding
 * @param failing   values that do not
 */
record Question(AttributeName attribute, List<Value> holding, List<Value> failing) {

    Question {
        holding = List.copyOf(holding);
        failing = List.copyOf(failing);
    }

    /** The question whose answer is turned round. */
    Question not() {
        return new Question(attribute, /* holding= */ failing, /* failing= */ holding);
    }
}
