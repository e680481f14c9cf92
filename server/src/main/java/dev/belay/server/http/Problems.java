package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.Violation;
import dev.belay.ledger.LedgerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever stopped a request into an RFC 9457 problem document; never shows a stack trace or a class name. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger("belay.http");
    private static final int LISTED_ERRORS = 100;
    private static final String RETRY_SECONDS = "1";

    private Problems() {}

    /** The answer to a request that was refused. */
    public static Answer answer(RefusedException refused) {
        ProblemName name = refused.name();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("type", Value.of(name.type()));
        members.put("title", Value.of(name.title()));
        members.put("status", Value.of(name.status()));
        members.put("detail", Value.of(refused.detail()));
        if (!refused.errors().isEmpty()) {
            members.put(
                    "errors",
                    Value.of(refused.errors().stream()
                            .limit(LISTED_ERRORS)
                            .map(Problems::error)
                            .toList()));
        }
        members.putAll(refused.members());
        return withAdvice(
                name, Answer.json(name.status(), Value.of(members)).with("content-type", "application/problem+json"));
    }

    /** The answer to a request that ended in any failure; an unexpected one is logged under an id that the answer names. */
    public static Answer answer(Throwable failure) {
        return answer(refusal(failure));
    }

    /** The refusal that any failure amounts to. */
    // The ledger's own words and the refusals of control meet here, because reads do not pass through control.
    static RefusedException refusal(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> refused;
            case CompletionException later when later.getCause() != null -> refusal(later.getCause());
            case InvalidDocumentException invalid -> invalid(invalid);
            case MalformedJsonException malformed -> malformed(malformed);
            case LedgerException ledger -> RefusedException.of(ledger);
            default -> unexpected(failure);
        };
    }

    private static RefusedException invalid(InvalidDocumentException invalid) {
        List<Violation> errors = invalid.violations();
        String detail = errors.size() == 1
                ? errors.getFirst().detail()
                : errors.size() + " things are wrong; see errors, each with its path";
        return new RefusedException(ProblemName.INVALID_DOCUMENT, detail, errors, Map.of());
    }

    private static RefusedException malformed(MalformedJsonException malformed) {
        ProblemName name = switch (malformed.kind()) {
            case SYNTAX, DUPLICATE_KEY, NUMBER_RANGE, UNICODE -> ProblemName.MALFORMED_JSON;
            case DEPTH, STRING_LENGTH, SIZE -> ProblemName.TOO_LARGE;
        };
        return new RefusedException(
                name,
                malformed.detail(),
                List.of(Violation.of(malformed.path(), malformed.detail(), malformed.allowed())),
                Map.of());
    }

    private static RefusedException unexpected(Throwable failure) {
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.error("unexpected failure={}", id, failure);
        return new RefusedException(
                ProblemName.INTERNAL_ERROR,
                "The server failed in a way that it should not; its log has the details under " + id);
    }

    private static Answer withAdvice(ProblemName name, Answer answer) {
        return switch (name) {
            case UNAUTHENTICATED -> answer.with("www-authenticate", "Bearer");
            case STORE_UNAVAILABLE, POSITION_NOT_REACHED, TIMED_OUT, TOO_MANY_REQUESTS ->
                answer.with("retry-after", RETRY_SECONDS);
            default -> answer;
        };
    }

    private static Value error(Violation violation) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("path", Value.of(violation.path()));
        members.put("detail", Value.of(violation.detail()));
        violation.allowed().ifPresent(allowed -> members.put("allowed", Value.of(allowed)));
        return Value.of(members);
    }
}
