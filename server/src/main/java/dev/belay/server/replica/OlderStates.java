package dev.belay.server.replica;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.StateBytes;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.http.Computations;
import dev.belay.server.past.MadeOnce;
import dev.belay.server.past.PastStates;
import dev.belay.server.past.StoredStates;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The states of copied flag sets: those that are kept here and, fetched when they are asked for, those that only the upstream
 * has. Each is fetched once for all who ask meanwhile, a few at a time, and those asked for last are kept.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; nothing here blocks.
 */
final class OlderStates implements PastStates {

    private static final int AT_ONCE = 4;
    private static final int WAITING = 64;
    private static final int MOST_KEPT = 16;
    private static final long MOST_BYTES = 64L << 20;

    private final LedgerStore copies;
    private final StoredStates here;
    private final Upstream upstream;
    private final long longestMillis;
    private final Computations threads = new Computations(AT_ONCE, WAITING);
    private final MadeOnce<Key, LedgerState> fetched = new MadeOnce<>(MOST_KEPT, MOST_BYTES, OlderStates::bytes);

    /** The last refusal because of compaction: what comes before its oldest need not be asked for again. */
    private final Map<LedgerId, RefusedException> compacted = new ConcurrentHashMap<>();

    private record Key(LedgerId flagSet, Position position) {}

    /** Where older states are. */
    interface Upstream {

        /**
         * The state at a position; blocks.
         *
         * @throws RefusedException     if it cannot be had
         * @throws InterruptedException if the thread is interrupted
         */
        LedgerState fetch(LedgerId flagSet, Position position) throws InterruptedException;
    }

    /**
     * Nothing has been fetched yet.
     *
     * @param copies  what is kept here
     * @param longest how long fetching may take
     */
    OlderStates(LedgerStore copies, Upstream upstream, Duration longest) {
        this.copies = copies;
        this.here = new StoredStates(copies);
        this.upstream = upstream;
        this.longestMillis = longest.toMillis();
    }

    @Override
    public CompletableFuture<LedgerState> at(LedgerId flagSet, Position position) {
        Position head = copies.head(flagSet).position();
        if (!position.sharesEpochWith(head)) {
            return CompletableFuture.failedFuture(StoredStates.otherEpoch(position, head));
        }
        CompletableFuture<LedgerState> kept = here.at(flagSet, position);
        return isCompacted(kept) ? older(new Key(flagSet, position)) : kept;
    }

    @Override
    public CompletableFuture<Optional<MemberChunk>> chunk(LedgerId flagSet, Position position, String hash) {
        return at(flagSet, position)
                .thenApply(state ->
                        chunks(state).filter(chunk -> chunk.hash().equals(hash)).findFirst());
    }

    /** Forgets what was fetched of a flag set: the copy goes by another history from now on. */
    void forget(LedgerId flagSet) {
        fetched.forget(key -> key.flagSet().equals(flagSet));
        compacted.remove(flagSet);
    }

    private static boolean isCompacted(CompletableFuture<?> kept) {
        return kept.isCompletedExceptionally() && isCompacted(kept.exceptionNow());
    }

    private static boolean isCompacted(Throwable failure) {
        return failure instanceof RefusedException refused && refused.name() == ProblemName.REVISION_COMPACTED;
    }

    private CompletableFuture<LedgerState> older(Key key) {
        RefusedException known = compacted.get(key.flagSet);
        return known != null && key.position.revision() < oldest(known)
                ? CompletableFuture.failedFuture(refused(key.position, known))
                : fetched.of(key, this::begin);
    }

    private static RefusedException refused(Position position, RefusedException known) {
        return new RefusedException(
                known.name(),
                "Revision " + position.revision() + " is no longer kept; name one from " + oldest(known) + " on",
                List.of(),
                known.members());
    }

    private static long oldest(RefusedException compacted) {
        return compacted.members().get("oldest") instanceof Value.NumberValue oldest ? (long) oldest.value() : 0;
    }

    private CompletableFuture<LedgerState> begin(Key key) {
        CompletableFuture<LedgerState> state = new CompletableFuture<>();
        FutureTask<Void> task = new FutureTask<>(() -> fetch(key, state), null);
        threads.run(task);
        return state.orTimeout(longestMillis, TimeUnit.MILLISECONDS).exceptionallyCompose(failure -> {
            task.cancel(true);
            return CompletableFuture.failedFuture(failure instanceof TimeoutException ? late(key) : failure);
        });
    }

    private RefusedException late(Key key) {
        return new RefusedException(
                ProblemName.STORE_UNAVAILABLE,
                "The state at " + key.position + " has not come from the upstream within " + longestMillis / 1_000
                        + " seconds; try again in a moment");
    }

    private void fetch(Key key, CompletableFuture<LedgerState> state) {
        try {
            state.complete(upstream.fetch(key.flagSet, key.position));
        } catch (InterruptedException late) {
            state.completeExceptionally(late);
        } catch (RuntimeException | Error failure) {
            if (isCompacted(failure)) {
                compacted.put(key.flagSet, (RefusedException) failure);
            }
            state.completeExceptionally(failure);
        }
    }

    private static Stream<MemberChunk> chunks(LedgerState state) {
        return state.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).stream())
                .flatMap((MemberSet members) -> members.chunks().stream());
    }

    private static long bytes(LedgerState state) {
        Set<MemberChunk> counted = new HashSet<>();
        return state.live().stream()
                .mapToLong(subject -> StateBytes.brought(null, subject, counted))
                .sum();
    }
}
