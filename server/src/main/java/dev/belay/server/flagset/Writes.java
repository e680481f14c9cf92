package dev.belay.server.flagset;

import dev.belay.control.Precondition;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.WriteRequest;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.server.http.Request;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads who writes, why and how: for commands from the body, for whole documents from the query. */
public final class Writes {

    private static final Set<String> FIELDS = Set.of("reason", "onBehalfOf", "dryRun");
    private static final int LONGEST_IDEMPOTENCY_KEY = 200;

    private Writes() {}

    /** The names that a command's body may have: those of every command and the given ones. */
    public static Set<String> fields(String... particular) {
        Set<String> fields = new HashSet<>(FIELDS);
        fields.addAll(Set.of(particular));
        return fields;
    }

    /** The write that a command's body describes. */
    public static WriteRequest of(Request request, Members body) {
        request.allowQuery();
        return new WriteRequest(
                request.principal(),
                body.find("onBehalfOf").map(Part::text),
                body.find("reason").map(Part::text),
                idempotency(request),
                body.find("dryRun").map(Part::truth).orElse(false));
    }

    /** The write that the query of a request with a whole document, or without a body, describes. */
    public static WriteRequest of(Request request) {
        request.allowQuery("reason", "onBehalfOf", "dryRun");
        return new WriteRequest(
                request.principal(),
                request.query("onBehalfOf"),
                request.query("reason"),
                idempotency(request),
                request.query("dryRun").map(Writes::truth).orElse(false));
    }

    /** What a command demands of its subject: by its field {@code baseVersion}, or else by a header. */
    public static Precondition precondition(Request request, Members body) {
        return body.find("baseVersion")
                .map(part -> Precondition.version(References.version(part)))
                .orElseGet(() -> EntityTags.precondition(request));
    }

    private static Optional<WriteRequest.Idempotency> idempotency(Request request) {
        return request.header("idempotency-key").map(key -> {
            if (key.isBlank() || key.length() > LONGEST_IDEMPOTENCY_KEY) {
                throw new RefusedException(
                        ProblemName.INVALID_REQUEST,
                        "The header Idempotency-Key must have 1 to " + LONGEST_IDEMPOTENCY_KEY + " characters, and has "
                                + key.length());
            }
            return new WriteRequest.Idempotency(key, request.hash());
        });
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new RefusedException(
                        ProblemName.INVALID_REQUEST,
                        "The query parameter 'dryRun' is '" + text + "' and must be true or false");
        };
    }
}
