package dev.belay.server.past;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the states of flag sets before the newest, wherever they are kept.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads. May read from the store on the calling thread, so that this must not
 * be an event loop's; what comes from another server comes later and on another thread.
 */
public interface PastStates {

    /**
     * The state at a position.
     *
     * @return fails with a {@link dev.belay.control.RefusedException}: {@code revision-unknown} if there never was such a
     *     position, {@code revision-compacted} or {@code document-erased} if it is not kept any more,
     *     {@code store-unavailable} if it cannot be had at present
     */
    CompletableFuture<LedgerState> at(LedgerId flagSet, Position position);

    /**
     * A chunk of members that the state at a position names.
     *
     * @return as {@link #at}; empty if the chunk is not there
     */
    CompletableFuture<Optional<MemberChunk>> chunk(LedgerId flagSet, Position position, String hash);
}
