package dev.belay.control;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.LedgerState;
import java.util.List;

/**
 * A prepared request.
 *
 * @param plan    what it does
 * @param preview what its dry run says beyond the differences
 * @param chunks  the chunks of members that may be new in what it leaves
 */
record Intent(Plan plan, Preview preview, List<MemberChunk> chunks) {

    /** Looks at the states before and after; outside the decision, so it may read history. */
    @FunctionalInterface
    interface Preview {
        Foresight look(LedgerState before, LedgerState after);
    }
}
