package dev.belay.benchmarks.load;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.json.sync.SyncEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an SDK holds, and compares its checksum with the one that came. <b>Thread-safety:</b> confined to one thread
 * at a time.
 */
final class CheckedCopy {

    private final List<SubjectState> changes = new ArrayList<>();
    private @Nullable LedgerState state;
    private SyncEvent.@Nullable Begin begin;

    /** Begins anew from a snapshot, whose own checksum is proved by reading it. */
    void adopt(byte[] snapshot) {
        state = SnapshotFormat.read(snapshot).state();
        begin = null;
    }

    /** Answers what is wrong with an event, or null. */
    @Nullable
    String event(String name, String data) {
        SyncEvent event = SyncEvent.read(name, data).orElseThrow();
        return switch (event) {
            case SyncEvent.Begin opened -> {
                begin = opened;
                changes.clear();
                yield null;
            }
            case SyncEvent.Put put -> {
                changes.add(SubjectState.live(put.subject(), put.version(), put.document()));
                yield null;
            }
            case SyncEvent.Delete delete -> {
                changes.add(SubjectState.tombstone(delete.subject(), delete.version()));
                yield null;
            }
            case SyncEvent.Restore restore -> "a restore of " + restore.of() + " came, and nothing was rolled back";
            case SyncEvent.Commit commit -> commit(commit);
            case SyncEvent.Heartbeat heartbeat -> compare(heartbeat.checksum());
            case SyncEvent.SnapshotAt _ -> null;
            case SyncEvent.KeysChanged _, SyncEvent.Resync _ -> null;
        };
    }

    private @Nullable String commit(SyncEvent.Commit commit) {
        if (begin == null || state == null) {
            return "a frame ended at " + commit.position() + " without a beginning or a state";
        }
        state = state.apply(commit.position(), begin.at(), List.copyOf(changes));
        return compare(commit.checksum());
    }

    private @Nullable String compare(String checksum) {
        return Optional.ofNullable(state)
                .filter(held -> !held.checksum().hex().equals(checksum))
                .map(held -> "the checksum at " + held.position() + " is "
                        + held.checksum().hex() + ", not " + checksum)
                .orElse(null);
    }
}
