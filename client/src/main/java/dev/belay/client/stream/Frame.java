package dev.belay.client.stream;

import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of one ledger entry, gathered until they are complete.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Frame {

    /** The most bytes of documents that one frame may bring; honest servers name a snapshot long before. */
    static final long LIMIT = 64L << 20;

    private final SyncEvent.Begin begin;
    private final boolean wanted;
    private final List<SubjectState> changes = new ArrayList<>();
    private long bytes;

    /** @param wanted false when the changes are known already, and only have to be passed over */
    Frame(SyncEvent.Begin begin, boolean wanted) {
        this.begin = begin;
        this.wanted = wanted;
    }

    SyncEvent.Begin begin() {
        return begin;
    }

    boolean wanted() {
        return wanted;
    }

    void add(SubjectState change) {
        if (wanted) {
            bytes += change.document().map(document -> (long) document.length()).orElse(0L);
            changes.add(change);
        }
    }

    boolean isTooLarge() {
        return bytes > LIMIT;
    }

    List<SubjectState> changes() {
        return changes;
    }
}
