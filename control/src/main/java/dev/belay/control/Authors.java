package dev.belay.control;

import dev.belay.json.Violation;
import dev.belay.json.entry.Actor;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a request says of its author into what the ledger records. */
final class Authors {

    private static final int LONGEST_REASON = 4_000;
    private static final int LONGEST_NAME = 200;

    private Authors() {}

    static Authorship of(WriteRequest request) {
        Principal principal = request.principal();
        return new Authorship(
                new Actor(principal.kind(), principal.id(), principal.name()), request.onBehalfOf(), request.reason());
    }

    static Optional<IdempotencyKey> idempotency(WriteRequest request, LedgerId ledger) {
        String scope = request.principal().id() + "@" + ledger.text();
        return request.idempotency().map(given -> new IdempotencyKey(scope, given.key(), given.bodyHash()));
    }

    /** Refuses texts that are too long to be kept for good. */
    static void check(WriteRequest request) {
        request.reason().ifPresent(text -> check("reason", text, LONGEST_REASON));
        request.onBehalfOf().ifPresent(text -> check("onBehalfOf", text, LONGEST_NAME));
        request.idempotency().ifPresent(given -> check("Idempotency-Key", given.key(), LONGEST_NAME));
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) {
            String detail = "'" + what + "' has " + text.length() + " characters; at most " + longest + " are kept";
            Violation violation = Violation.of("/" + what, detail, "up to " + longest + " characters");
            throw new RefusedException(ProblemName.TOO_LARGE, detail, List.of(violation), Map.of());
        }
    }
}
