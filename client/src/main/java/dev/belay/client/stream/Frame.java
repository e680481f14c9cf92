package dev.belay.client.stream;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.StateBytes;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one ledger entry, gathered until they are complete.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Frame {

    /**
     * The most bytes of documents and new members that one frame may bring: the largest segment that there can be, or
     * many documents. Honest servers name a snapshot long before.
     */
    static final long LIMIT = 256L << 20;

    private final SyncEvent.Begin begin;
    private final @Nullable LedgerState base;
    private final List<SubjectState> changes = new ArrayList<>();
    private final Set<MemberChunk> counted = new HashSet<>();
    private final long limit;
    private Optional<SyncEvent.Restore> restore = Optional.empty();
    private long bytes;

    /**
     * A frame without changes.
     *
     * @param base  what they are to be made to; null when they are known already, and only have to be passed over
     * @param limit the most bytes that it may bring, usually {@link #LIMIT}
     */
    Frame(SyncEvent.Begin begin, @Nullable LedgerState base, long limit) {
        this.begin = begin;
        this.base = base;
        this.limit = limit;
    }

    SyncEvent.Begin begin() {
        return begin;
    }

    boolean wanted() {
        return base != null;
    }

    void add(SubjectState change) {
        if (base != null) {
            bytes += StateBytes.brought(base, change, counted);
            changes.add(change);
        }
    }

    /** Notes that a part of the changes is the way back to an earlier state. */
    void restores(SyncEvent.Restore earlier) {
        restore = Optional.of(earlier);
    }

    Optional<SyncEvent.Restore> restore() {
        return restore;
    }

    boolean isTooLarge() {
        return bytes > limit;
    }

    List<SubjectState> changes() {
        return changes;
    }
}
