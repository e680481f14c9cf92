package dev.belay.server.sync;

import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.server.http.Computations;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Snapshots of positions before the head, for work that is pinned to one. Each is read and encoded once, on one thread,
 * with few waiting, and those asked for last are kept.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; nothing here blocks.
 */
final class PastSnapshots {

    private static final int WAITING = 64;
    private static final int MOST_KEPT = 64;
    private static final long MOST_BYTES = 64L << 20;

    private final History history;
    private final InstantSource clock;
    private final Computations thread = new Computations(1, WAITING);
    private final Map<Key, CompletableFuture<StoredSnapshot>> wantedLongestAgoFirst =
            new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

    private record Key(LedgerId flagSet, Position position) {}

    PastSnapshots(History history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * The snapshot of a position; it fails with a {@link RefusedException} if that is not kept, or never was.
     *
     * @throws RefusedException {@code too-many-requests}, if many wait already
     */
    CompletableFuture<StoredSnapshot> of(LedgerId flagSet, Position position) {
        Key key = new Key(flagSet, position);
        CompletableFuture<StoredSnapshot> made = new CompletableFuture<>();
        synchronized (this) {
            CompletableFuture<StoredSnapshot> known = wantedLongestAgoFirst.get(key);
            if (known != null) {
                return known;
            }
            thread.run(() -> make(key, made));
            wantedLongestAgoFirst.put(key, made);
        }
        return made;
    }

    private void make(Key key, CompletableFuture<StoredSnapshot> made) {
        try {
            LedgerState state = history.at(key.flagSet, key.position.revision());
            if (!state.position().equals(key.position)) {
                throw otherEpoch(key.position, state.position());
            }
            made.complete(SnapshotEncoding.encode(key.flagSet, state, clock.instant()));
            dropOld();
        } catch (RuntimeException | Error failure) {
            forget(key);
            made.completeExceptionally(failure);
        }
    }

    private synchronized void forget(Key key) {
        wantedLongestAgoFirst.remove(key);
    }

    /** Those under way stay, and so does the newest, however large it is: somebody is about to fetch it. */
    private synchronized void dropOld() {
        long bytes = wantedLongestAgoFirst.values().stream()
                .mapToLong(PastSnapshots::size)
                .sum();
        Iterator<CompletableFuture<StoredSnapshot>> each =
                wantedLongestAgoFirst.values().iterator();
        while (each.hasNext() && (wantedLongestAgoFirst.size() > MOST_KEPT || bytes > MOST_BYTES)) {
            CompletableFuture<StoredSnapshot> snapshot = each.next();
            if (snapshot.isDone() && each.hasNext()) {
                bytes -= size(snapshot);
                each.remove();
            }
        }
    }

    private static long size(CompletableFuture<StoredSnapshot> snapshot) {
        if (!snapshot.isDone() || snapshot.isCompletedExceptionally()) {
            return 0;
        }
        StoredSnapshot made = snapshot.join();
        return (long) made.plain().length() + made.zipped().length();
    }

    /** The kept snapshot with this hash. */
    synchronized Optional<StoredSnapshot> find(LedgerId flagSet, String hash) {
        return wantedLongestAgoFirst.entrySet().stream()
                .filter(each -> each.getKey().flagSet.equals(flagSet) && size(each.getValue()) > 0)
                .map(each -> each.getValue().join())
                .filter(each -> each.hash().equals(hash))
                .findFirst();
    }

    private static RefusedException otherEpoch(Position wanted, Position here) {
        return new RefusedException(
                ProblemName.REVISION_UNKNOWN,
                "The position " + wanted + " belongs to another line of history than " + here
                        + ", which this flag set has at that revision; ask for a position of this line, or the newest");
    }
}
