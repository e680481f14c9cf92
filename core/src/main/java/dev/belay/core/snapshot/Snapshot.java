package dev.belay.core.snapshot;

import dev.belay.core.Position;
import dev.belay.core.flag.Segment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags and segments of a flag set at one position, ready to evaluate.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Snapshot {

    private final Position position;
    private final SlotMap<String, SnapshotFlag> flags;
    private final SlotMap<String, Segment> segments;

    private Snapshot(Position position, SlotMap<String, SnapshotFlag> flags, SlotMap<String, Segment> segments) {
        this.position = position;
        this.flags = flags;
        this.segments = segments;
    }

    /** A snapshot without flags. */
    public static Snapshot empty(Position position) {
        return new Snapshot(position, SlotMap.empty(), SlotMap.empty());
    }

    /** Where in the ledger's history this is. */
    public Position position() {
        return position;
    }

    /** The flag with this key, or null when there is none. */
    public @Nullable SnapshotFlag flag(String key) {
        return flags.get(key);
    }

    /** The segment with this key, or null when there is none. */
    public @Nullable Segment segment(String key) {
        return segments.get(key);
    }

    /** Every flag, in the order in which their keys first appeared. */
    public Collection<SnapshotFlag> flags() {
        return flags.values();
    }

    /** Every segment, in the order in which their keys first appeared. */
    public Collection<Segment> segments() {
        return segments.values();
    }

    /** The same snapshot, whose changed copies leave no trace in this one; see {@link SlotMap#apart()}. */
    public Snapshot apart() {
        return new Snapshot(position, flags.apart(), segments.apart());
    }

    /** Begins a changed copy. */
    public Changes change() {
        return new Changes(this);
    }

    /**
     * Gathers changes to a snapshot.
     *
     * <p><b>Thread-safety:</b> confined to one thread at a time.
     */
    public static final class Changes {

        private final Snapshot base;
        private final Map<String, @Nullable SnapshotFlag> flags = new LinkedHashMap<>();
        private final Map<String, @Nullable Segment> segments = new LinkedHashMap<>();

        private Changes(Snapshot base) {
            this.base = base;
        }

        /** Adds or replaces a flag. */
        public Changes put(SnapshotFlag flag) {
            flags.put(flag.key(), flag);
            return this;
        }

        /** Adds or replaces a segment. */
        public Changes put(Segment segment) {
            segments.put(segment.key(), segment);
            return this;
        }

        /** Removes a flag; one that is not there stays absent. */
        public Changes removeFlag(String key) {
            flags.put(key, null);
            return this;
        }

        /** Removes a segment; one that is not there stays absent. */
        public Changes removeSegment(String key) {
            segments.put(key, null);
            return this;
        }

        /** The changed snapshot, at a new position. */
        public Snapshot at(Position position) {
            return new Snapshot(position, base.flags.with(flags), base.segments.with(segments));
        }
    }
}
