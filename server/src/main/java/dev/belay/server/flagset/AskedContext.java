package dev.belay.server.flagset;

import dev.belay.core.EvaluationContext;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.context.ContextFormat;
import dev.belay.json.reading.Part;

/** Reads evaluation contexts that somebody asks about. */
public final class AskedContext {

    private AskedContext() {}

    /** The context; what is wrong with it is noted where it lies in the body. */
    public static EvaluationContext read(Part part) {
        try {
            return ContextFormat.readAsked(part.value());
        } catch (InvalidDocumentException invalid) {
            for (Violation violation : invalid.violations()) {
                part.findings()
                        .add(new Violation(part.path() + violation.path(), violation.detail(), violation.allowed()));
            }
            return EvaluationContext.empty();
        }
    }
}
