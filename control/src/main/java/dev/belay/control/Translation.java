package dev.belay.control;

import dev.belay.ledger.IdempotencyConflictException;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerExistsException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.MissingChunkException;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.UnknownLedgerException;

/** Says in the words of problems what the store could not do. */
final class Translation {

    private Translation() {}

    static RefusedException of(LedgerException failure) {
        RefusedException refusal = switch (failure) {
            case UnknownLedgerException unknown -> unknown(unknown.ledger());
            case LedgerExistsException exists -> exists(exists.ledger());
            case RevisionUnreachableException unreachable ->
                refusal(
                        unreachable.isCompacted() ? ProblemName.REVISION_COMPACTED : ProblemName.REVISION_UNKNOWN,
                        failure);
            case IdempotencyConflictException _ -> refusal(ProblemName.IDEMPOTENCY_KEY_REUSED, failure);
            case MissingChunkException _ -> refusal(ProblemName.CHUNK_UNKNOWN, failure);
            case LedgerBrokenException _ -> refusal(ProblemName.LEDGER_BROKEN, failure);
            case StoreUnavailableException unavailable -> RefusedException.of(unavailable);
        };
        refusal.initCause(failure);
        return refusal;
    }

    private static RefusedException unknown(LedgerId ledger) {
        String project = ledger.project().orElse("");
        return ledger.environment()
                .map(environment -> NotFound.environment(project, environment))
                .orElseGet(() -> NotFound.project(project));
    }

    private static RefusedException exists(LedgerId ledger) {
        ProblemName name = ledger.isFlagSet() ? ProblemName.ENVIRONMENT_EXISTS : ProblemName.PROJECT_EXISTS;
        return new RefusedException(name, "There is a ledger " + ledger + " already; choose another key");
    }

    private static RefusedException refusal(ProblemName name, LedgerException failure) {
        return new RefusedException(name, String.valueOf(failure.getMessage()));
    }
}
