package dev.belay.verification.fuzz;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.context.ContextFormat;

/** Contexts as applications send them, and pointers into them. */
public final class Contexts {

    private Contexts() {}

    /** One input of the fuzzer: a pointer, then a context. */
    public static void fuzzerTestOneInput(byte[] input) {
        Choices choices = new Choices(input);
        String pointer = choices.text(40);
        String json = choices.rest();
        try {
            Value value = Json.read(json, JsonLimits.DEFAULT);
            EvaluationContext context = ContextFormat.read(value);
            Must.equal(ContextFormat.read(ContextFormat.write(context)), context, "A context reads back");
            look(pointer, context);
            ContextFormat.readAsked(value);
        } catch (MalformedJsonException | InvalidDocumentException refused) {
            Must.hold(!String.valueOf(refused.getMessage()).isEmpty(), "A refusal says why");
        }
    }

    private static void look(String pointer, EvaluationContext context) {
        AttributeName name;
        try {
            name = AttributeName.parse(pointer);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Value found = name.in(context);
        Must.hold(found == null || !found.equals(Value.NULL), "Null counts as absent", pointer);
        Must.equal(AttributeName.parse(name.toString()), name, "A name reads back");
    }
}
