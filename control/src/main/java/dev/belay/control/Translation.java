package dev.belay.control;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerExistsException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.UnknownLedgerException;

/** Says in the words of problems what the store could not do. */
final class Translation {

    private Translation() {}

    static RefusedException of(LedgerException failure) {
        RefusedException refusal = switch (failure) {
            case UnknownLedgerException unknown -> unknown(unknown.ledger());
            case LedgerExistsException exists -> exists(exists.ledger());
            default -> RefusedException.of(failure);
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
}
