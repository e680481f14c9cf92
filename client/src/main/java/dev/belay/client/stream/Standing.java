package dev.belay.client.stream;

import dev.belay.json.state.LedgerState;
import org.jspecify.annotations.Nullable;

/**
 * What there is to report.
 *
 * @param state    what evaluations see
 * @param diverged why it is being replaced by a snapshot, or null if it is what the server has
 * @param since    when that came to be, on the clock that never goes back
 */
record Standing(LedgerState state, @Nullable String diverged, long since) {

    private static final int LONGEST_REASON = 200;

    Standing {
        diverged = diverged == null || diverged.length() <= LONGEST_REASON
                ? diverged
                : diverged.substring(0, LONGEST_REASON);
    }
}
