package dev.belay.json.context;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.reading.TypeWords;
import java.util.List;

/** Evaluation contexts as flat objects, {@code {"targetingKey": "user-42", "country": "PT"}}. */
public final class ContextFormat {

    private ContextFormat() {}

    /**
     * Reads a context; every member is an attribute.
     *
     * @throws InvalidDocumentException if it is not an object, or its targeting key is neither a text nor a number
     */
    public static EvaluationContext read(Value value) {
        if (!(value instanceof Value.StructureValue structure)) {
            throw invalid("", "An evaluation context must be an object, and it is " + word(value), "an object");
        }
        Value key = structure.members().get(EvaluationContext.TARGETING_KEY);
        if (key != null && !(key instanceof Value.TextValue) && !(key instanceof Value.NumberValue)) {
            throw invalid(
                    "/" + EvaluationContext.TARGETING_KEY,
                    "A targeting key must be a text or an integer, and it is " + word(key),
                    "a text or an integer");
        }
        return EvaluationContext.of(structure.members());
    }

    /**
     * Reads a context that somebody asks about, as {@link #read} does; its targeting key must be a text, because targets
     * and segments list texts.
     *
     * @throws InvalidDocumentException if it is not an object, or its targeting key is not a text
     */
    public static EvaluationContext readAsked(Value value) {
        EvaluationContext context = read(value);
        Value key = context.attributes().get(EvaluationContext.TARGETING_KEY);
        if (key != null && !(key instanceof Value.TextValue)) {
            throw invalid(
                    "/" + EvaluationContext.TARGETING_KEY,
                    "A targeting key must be a text, and it is " + word(key) + "; write it in quotes",
                    "a text");
        }
        return context;
    }

    /** The context as an object. */
    public static Value.StructureValue write(EvaluationContext context) {
        return new Value.StructureValue(context.attributes());
    }

    private static String word(Value value) {
        return TypeWords.of(value);
    }

    private static InvalidDocumentException invalid(String path, String detail, String allowed) {
        return new InvalidDocumentException(List.of(Violation.of(path, detail, allowed)));
    }
}
