package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.ledger.IdempotencyConflictException;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerExistsException;
import dev.belay.ledger.MissingChunkException;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.UnknownLedgerException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request was refused; nothing was written. The one exception by which this module says no.
 *
 * <p>Under {@link ProblemName#STORE_UNAVAILABLE} alone a write may have taken place, which the newest state
 * tells; its member {@code made} is false where that is ruled out.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class RefusedException extends RuntimeException {

    private final ProblemName name;
    private final transient List<Violation> errors;
    private final transient Map<String, Value> members;

    /**
     * Describes a refusal.
     *
     * @param name    which refusal it is
     * @param detail  what was given, what is allowed, what to do next
     * @param errors  where in the request the trouble is, if it has a place
     * @param members further members of the problem document, by name
     */
    public RefusedException(ProblemName name, String detail, List<Violation> errors, Map<String, Value> members) {
        super(detail);
        this.name = name;
        this.errors = List.copyOf(errors);
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Describes a refusal that has no place in the request. */
    public RefusedException(ProblemName name, String detail) {
        this(name, detail, List.of(), Map.of());
    }

    /** The refusal by which a ledger's exception reaches whoever asked, with what it says. */
    public static RefusedException of(LedgerException failure) {
        return new RefusedException(nameOf(failure), String.valueOf(failure.getMessage()), List.of(), members(failure));
    }

    private static ProblemName nameOf(LedgerException failure) {
        return switch (failure) {
            case UnknownLedgerException _ -> ProblemName.ENVIRONMENT_NOT_FOUND;
            case LedgerExistsException _ -> ProblemName.ENVIRONMENT_EXISTS;
            case RevisionUnreachableException unreachable ->
                unreachable.isCompacted() ? ProblemName.REVISION_COMPACTED : ProblemName.REVISION_UNKNOWN;
            case IdempotencyConflictException _ -> ProblemName.IDEMPOTENCY_KEY_REUSED;
            case MissingChunkException _ -> ProblemName.CHUNK_UNKNOWN;
            case LedgerBrokenException _ -> ProblemName.LEDGER_BROKEN;
            case StoreUnavailableException _ -> ProblemName.STORE_UNAVAILABLE;
        };
    }

    private static Map<String, Value> members(LedgerException failure) {
        return failure instanceof StoreUnavailableException unavailable && unavailable.isNotMade()
                ? Map.of("made", Value.of(false))
                : Map.of();
    }

    /** Which refusal it is. */
    public ProblemName name() {
        return name;
    }

    /** What was given, what is allowed, what to do next. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Where in the request the trouble is; empty if it has no place. */
    public List<Violation> errors() {
        return errors;
    }

    /** Further members of the problem document, by name. */
    public Map<String, Value> members() {
        return members;
    }
}
