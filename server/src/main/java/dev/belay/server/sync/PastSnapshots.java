package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.server.http.Computations;
import dev.belay.server.past.MadeOnce;
import dev.belay.server.past.PastStates;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Snapshots of positions before the head, for work that is pinned to one. Each is read and encoded once, with few waiting,
 * and those asked for last are kept.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; nothing here blocks, but for {@link #chunk}.
 */
final class PastSnapshots {

    private static final int WAITING = 64;
    private static final int MOST_KEPT = 64;
    private static final long MOST_BYTES = 64L << 20;
    private static final int BYTES_OF_A_NAME = 128;

    private final PastStates past;
    private final InstantSource clock;
    private final Computations thread = new Computations(1, WAITING);
    private final MadeOnce<Key, Made> snapshots = new MadeOnce<>(MOST_KEPT, MOST_BYTES, Made::bytes);

    private record Key(LedgerId flagSet, Position position) {}

    /** @param chunks the chunks of members that the snapshot names */
    private record Made(StoredSnapshot snapshot, Set<String> chunks) {
        long bytes() {
            return (long) snapshot.plain().length()
                    + snapshot.zipped().length()
                    + (long) BYTES_OF_A_NAME * chunks.size();
        }
    }

    PastSnapshots(PastStates past, InstantSource clock) {
        this.past = past;
        this.clock = clock;
    }

    /**
     * The snapshot of a position; it fails with a {@link dev.belay.control.RefusedException} if that is not kept, or never
     * was, or cannot be had at present.
     *
     * @throws dev.belay.control.RefusedException {@code too-many-requests}, if many wait already
     */
    CompletableFuture<StoredSnapshot> of(LedgerId flagSet, Position position) {
        return snapshots.of(new Key(flagSet, position), this::begin).thenApply(Made::snapshot);
    }

    private CompletableFuture<Made> begin(Key key) {
        CompletableFuture<Made> made = new CompletableFuture<>();
        thread.run(() -> make(key, made));
        return made;
    }

    // Encoded here, or on the thread on which the state comes from elsewhere.
    private void make(Key key, CompletableFuture<Made> made) {
        try {
            var _ = past.at(key.flagSet, key.position)
                    .thenApply(state -> encode(key, state))
                    .whenComplete((snapshot, failure) -> {
                        if (failure == null) {
                            made.complete(snapshot);
                        } else {
                            made.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException | Error failure) {
            made.completeExceptionally(failure);
        }
    }

    private Made encode(Key key, LedgerState state) {
        return new Made(SnapshotEncoding.encode(key.flagSet, state, clock.instant()), chunks(state));
    }

    private static Set<String> chunks(LedgerState state) {
        return state.live().stream()
                .flatMap(subject -> subject.document().flatMap(Document::members).stream())
                .flatMap((MemberSet members) -> members.chunks().stream())
                .map(MemberChunk::hash)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The kept snapshot with this hash. */
    Optional<StoredSnapshot> find(LedgerId flagSet, String hash) {
        return of(flagSet)
                .map(each -> each.getValue().snapshot())
                .filter(snapshot -> snapshot.hash().equals(hash))
                .findFirst();
    }

    /** A chunk of members that a kept snapshot names; may block on the store. Fails as {@link PastStates#chunk} does. */
    CompletableFuture<Optional<MemberChunk>> chunk(LedgerId flagSet, String hash) {
        return of(flagSet)
                .filter(each -> each.getValue().chunks().contains(hash))
                .findFirst()
                .map(each -> past.chunk(flagSet, each.getKey().position(), hash))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private Stream<Map.Entry<Key, Made>> of(LedgerId flagSet) {
        return snapshots.kept().stream().filter(each -> each.getKey().flagSet().equals(flagSet));
    }
}
