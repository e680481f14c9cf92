package dev.belay.control;

import dev.belay.json.state.LedgerState;

/**
 * A prepared request.
 *
 * @param plan    what it does
 * @param preview what its dry run says beyond the differences
 */
record Intent(Plan plan, Preview preview) {

    /** Looks at the states before and after; outside the decision, so it may read history. */
    @FunctionalInterface
    interface Preview {
        Foresight look(LedgerState before, LedgerState after);
    }
}
