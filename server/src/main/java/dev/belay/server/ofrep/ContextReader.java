package dev.belay.server.ofrep;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.context.ContextFormat;

/**
 * Reads the evaluation context out of a request. A targeting key is not demanded, since many flags do without; other
 * members of the request are ignored, because newer clients may send more.
 */
final class ContextReader {

    private ContextReader() {}

    /** The context of a request body. */
    static EvaluationContext read(byte[] body) throws UnusableContextException {
        try {
            return ContextFormat.readAsked(context(Json.read(body, JsonLimits.DEFAULT)));
        } catch (MalformedJsonException | InvalidDocumentException wrong) {
            throw new UnusableContextException("The request cannot be read: " + wrong.getMessage());
        }
    }

    private static Value context(Value request) throws UnusableContextException {
        Value context = request instanceof Value.StructureValue structure
                ? structure.members().getOrDefault("context", Value.NULL)
                : Value.NULL;
        if (context instanceof Value.StructureValue) {
            return context;
        }
        throw new UnusableContextException(
                "The request needs an evaluation context; send {\"context\": {\"targetingKey\": \"…\"}}");
    }

    /** The request has no context that flags could be evaluated with. */
    static final class UnusableContextException extends Exception {
        UnusableContextException(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
