package dev.belay.server.http;

import dev.belay.core.Value;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.Set;
import java.util.function.Function;

/** Reads bodies strictly, and reports everything that is wrong with one at once. */
public final class Bodies {

    private Bodies() {}

    /**
     * Reads the members of a body.
     *
     * @param allowed the names that it may have
     * @throws dev.belay.json.InvalidDocumentException if reading noted anything, or there are other names
     */
    public static <T> T read(Value body, Set<String> allowed, Function<Members, T> reading) {
        Findings findings = Findings.strict();
        T read = reading.apply(Part.root(body, findings).members(allowed));
        findings.throwIfAny();
        return read;
    }
}
