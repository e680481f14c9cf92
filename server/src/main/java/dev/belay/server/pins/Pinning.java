package dev.belay.server.pins;

import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.Pins;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.server.past.PastStates;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the state that a request is pinned to. Pins count only where the server was told to trust them, because whoever
 * sends one chooses the rules that it is answered by, those of last week, say.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Pinning {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How many requests wait for such states; each holds its context, which has up to a megabyte. */
    private static final int WAITING = 64;

    private final History history;
    private final PastStates past;
    private final boolean trusted;
    private final long patienceMillis;
    private final Semaphore places = new Semaphore(WAITING);

    /**
     * Finds states in a history.
     *
     * @param past    where those before the newest are
     * @param trusted whether pins count at all
     */
    public Pinning(History history, PastStates past, boolean trusted) {
        this(history, past, trusted, PATIENCE);
    }

    /** @param patience how long a request waits at most for a state that comes from another server */
    Pinning(History history, PastStates past, boolean trusted, Duration patience) {
        this.history = history;
        this.past = past;
        this.trusted = trusted;
        this.patienceMillis = patience.toMillis();
    }

    /** Where the header of a request pins a flag set to, if that counts. */
    // The absence of the header is how most requests come.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Optional<Position> wanted(Optional<String> baggage, LedgerId flagSet) {
        return trusted ? baggage.map(Pins::ofBaggage).flatMap(pins -> pins.of(flagSet.text())) : Optional.empty();
    }

    /** As {@link #find}, and waits for it. */
    public Pinned at(LedgerId flagSet, Position pin) {
        try {
            return find(flagSet, pin).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RefusedException refused ? refused : failure;
        }
    }

    /**
     * The state at a position, or the newest where that cannot be had soon; may block on the store, but does not wait
     * for other servers.
     *
     * @throws RefusedException {@code too-many-requests}, if many wait for states that come from other servers
     */
    public CompletableFuture<Pinned> find(LedgerId flagSet, Position pin) {
        LedgerState head = history.head(flagSet);
        if (!PinFloor.allows(pin, head.position())) {
            return CompletableFuture.completedFuture(newest(head, Pinned.Outcome.BELOW_FLOOR));
        }
        if (pin.revision() > head.position().revision()) {
            return CompletableFuture.completedFuture(newest(head, Pinned.Outcome.AHEAD));
        }
        CompletableFuture<LedgerState> state = past.at(flagSet, pin);
        return (state.isDone() ? state : awaited(state)).handle((found, failure) -> pinned(head, found, failure));
    }

    /** Others may wait for the same, so that the time that runs out is that of a copy. */
    private CompletableFuture<LedgerState> awaited(CompletableFuture<LedgerState> state) {
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    WAITING + " pinned requests wait for earlier states already; try again in a moment");
        }
        CompletableFuture<LedgerState> awaited = state.copy().orTimeout(patienceMillis, TimeUnit.MILLISECONDS);
        var _ = awaited.whenComplete((_, _) -> places.release());
        return awaited;
    }

    private static Pinned pinned(LedgerState head, @Nullable LedgerState found, @Nullable Throwable failure) {
        if (found != null) {
            return new Pinned(found, Optional.of(Pinned.Outcome.HELD));
        }
        Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
        return switch (cause) {
            case TimeoutException _ -> newest(head, Pinned.Outcome.UNREACHABLE);
            case RefusedException refused -> newest(head, outcome(refused));
            case null, default -> throw new CompletionException(cause);
        };
    }

    private static Pinned.Outcome outcome(RefusedException refused) {
        return switch (refused.name()) {
            // The revision belongs to an epoch before.
            case REVISION_UNKNOWN -> Pinned.Outcome.BELOW_FLOOR;
            case REVISION_COMPACTED, DOCUMENT_ERASED -> Pinned.Outcome.NOT_KEPT;
            case STORE_UNAVAILABLE, TOO_MANY_REQUESTS -> Pinned.Outcome.UNREACHABLE;
            default -> throw refused;
        };
    }

    private static Pinned newest(LedgerState head, Pinned.Outcome outcome) {
        return new Pinned(head, Optional.of(outcome));
    }
}
