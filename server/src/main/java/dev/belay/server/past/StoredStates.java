package dev.belay.server.past;

import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The states that a store has, all of them at once.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; blocks on the store.
 */
public final class StoredStates implements PastStates {

    private final LedgerStore store;
    private final History history;

    /** Finds states in a store. */
    public StoredStates(LedgerStore store) {
        this.store = store;
        this.history = new History(store);
    }

    @Override
    public CompletableFuture<LedgerState> at(LedgerId flagSet, Position position) {
        return done(() -> {
            LedgerState state = history.at(flagSet, position.revision());
            if (!state.position().equals(position)) {
                throw otherEpoch(position, state.position());
            }
            return state;
        });
    }

    @Override
    public CompletableFuture<Optional<MemberChunk>> chunk(LedgerId flagSet, Position position, String hash) {
        return done(() -> store.document(hash).map(ChunkFormat::read));
    }

    private static <T> CompletableFuture<T> done(Supplier<T> read) {
        try {
            return CompletableFuture.completedFuture(read.get());
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** The refusal of a position that is on another line of history than a known one. */
    public static RefusedException otherEpoch(Position wanted, Position here) {
        return new RefusedException(
                ProblemName.REVISION_UNKNOWN,
                "The position " + wanted + " belongs to another line of history than " + here
                        + ", which this flag set has at that revision; ask for a position of this line, or the newest");
    }
}
