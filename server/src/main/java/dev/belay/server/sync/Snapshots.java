package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.json.state.Checksum;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Encodes snapshots, each position once, on threads of their own, and keeps the newest ones of every flag set until
 * nobody who was told of them can still come to fetch them.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; nothing here blocks.
 */
final class Snapshots {
    private static final int KEPT_ALWAYS = 3;
    private static final int KEPT_AT_MOST = 12;
    private static final Duration TIME_TO_FETCH = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final Executor encoders;
    private final Map<LedgerId, Shelf> shelves = new ConcurrentHashMap<>();

    Snapshots(InstantSource clock, Executor encoders) {
        this.clock = clock;
        this.encoders = encoders;
    }

    /** The snapshot of {@code state}, encoded unless it is kept or already being encoded. */
    CompletableFuture<StoredSnapshot> of(LedgerId flagSet, LedgerState state) {
        return shelf(flagSet).of(flagSet, state);
    }

    /** The newest kept snapshot. */
    Optional<StoredSnapshot> newest(LedgerId flagSet) {
        return shelf(flagSet).newest();
    }

    /** The kept snapshot with this hash. */
    Optional<StoredSnapshot> find(LedgerId flagSet, String hash) {
        return shelf(flagSet).find(hash);
    }

    private Shelf shelf(LedgerId flagSet) {
        return shelves.computeIfAbsent(flagSet, _ -> new Shelf());
    }

    private record Place(Position position, Checksum checksum) {
        static Place of(LedgerState state) {
            return new Place(state.position(), state.checksum());
        }
    }

    private final class Shelf {
        private final Deque<StoredSnapshot> newestFirst = new ArrayDeque<>();
        private final Map<Place, CompletableFuture<StoredSnapshot>> inProgress = new HashMap<>();

        synchronized CompletableFuture<StoredSnapshot> of(LedgerId flagSet, LedgerState state) {
            for (StoredSnapshot kept : newestFirst) {
                if (kept.isOf(state)) {
                    return CompletableFuture.completedFuture(kept);
                }
            }
            CompletableFuture<StoredSnapshot> running = inProgress.get(Place.of(state));
            return running == null ? begin(flagSet, state) : running;
        }

        private CompletableFuture<StoredSnapshot> begin(LedgerId flagSet, LedgerState state) {
            CompletableFuture<StoredSnapshot> begun = CompletableFuture.supplyAsync(
                    () -> SnapshotEncoding.encode(flagSet, state, clock.instant()), encoders);
            inProgress.put(Place.of(state), begun);
            return begun.whenComplete((snapshot, failure) -> finish(Place.of(state), snapshot));
        }

        private synchronized void finish(Place place, @Nullable StoredSnapshot snapshot) {
            inProgress.remove(place);
            if (snapshot != null) {
                newestFirst.addFirst(snapshot);
                dropOld();
            }
        }

        private void dropOld() {
            Instant needed = clock.instant().minus(TIME_TO_FETCH);
            Iterator<StoredSnapshot> oldestFirst = newestFirst.descendingIterator();
            while (newestFirst.size() > KEPT_ALWAYS && oldestFirst.hasNext()) {
                StoredSnapshot oldest = oldestFirst.next();
                if (newestFirst.size() <= KEPT_AT_MOST && oldest.made().isAfter(needed)) {
                    return;
                }
                oldestFirst.remove();
            }
        }

        synchronized Optional<StoredSnapshot> newest() {
            return Optional.ofNullable(newestFirst.peekFirst());
        }

        synchronized Optional<StoredSnapshot> find(String hash) {
            return newestFirst.stream().filter(each -> each.hash().equals(hash)).findFirst();
        }
    }
}
