package dev.belay.control;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of members that a flag set has: those of its newest state and of the {@value #WINDOW} before it. A chunk
 * that only other flag sets have is as unknown as one that nobody has, so that whoever comes to know a hash learns
 * nothing by it. Who may read is asked before, by {@link FlagSets#open}.
 *
 * <p>Each flag set has an index, made when a chunk is asked for first, which moves on with the entries.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; may block on the store.
 */
public final class MemberChunks {

    /** How many states before the newest one count: as many as SDKs may still be told of. */
    public static final int WINDOW = 1_000;

    private final LedgerStore store;
    private final Map<LedgerId, ChunkWindow> windows = new ConcurrentHashMap<>();

    /** The chunks of the flag sets in a store. */
    public MemberChunks(LedgerStore store) {
        this.store = store;
    }

    /**
     * A chunk of a flag set, if it has one with this hash.
     *
     * @throws RefusedException {@code environment-not-found}, {@code ledger-broken} or {@code store-unavailable}
     */
    public Optional<MemberChunk> find(LedgerId flagSet, String hash) {
        try {
            return upToDate(flagSet).find(hash);
        } catch (LedgerException failure) {
            throw Translation.of(failure);
        }
    }

    /** Whether finding a chunk walks through a few entries at most. Does not block on what the index reads. */
    public boolean isNearlyUpToDate(LedgerId flagSet) {
        ChunkWindow window = windows.get(flagSet);
        return window != null && window.isNear(store.head(flagSet));
    }

    /** Finds the chunks that one request names, or refuses; the index is brought up to date once. */
    Function<String, MemberChunk> namedIn(LedgerId flagSet) {
        AtomicReference<@Nullable ChunkWindow> window = new AtomicReference<>();
        return hash -> {
            try {
                ChunkWindow known = window.get();
                ChunkWindow current = known == null ? upToDate(flagSet) : known;
                window.set(current);
                return current.find(hash).orElseThrow(() -> unknown(hash));
            } catch (LedgerException failure) {
                throw Translation.of(failure);
            }
        };
    }

    private ChunkWindow upToDate(LedgerId flagSet) {
        LedgerState head = store.head(flagSet);
        ChunkWindow window = windows.computeIfAbsent(flagSet, ledger -> new ChunkWindow(store, ledger));
        window.follow(head);
        return window;
    }

    private static RefusedException unknown(String hash) {
        return new RefusedException(
                ProblemName.CHUNK_UNKNOWN,
                "No segment of this environment has the chunk of members " + hash + ", nor had within the last "
                        + WINDOW + " revisions; upload the members, or roll back to a version that has them");
    }
}
