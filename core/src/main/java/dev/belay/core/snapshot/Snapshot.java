package dev.belay.core.snapshot;

import dev.belay.core.Position;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.CompiledSegment;
import dev.belay.core.evaluation.Links;
import dev.belay.core.evaluation.Slots;
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
public final class Snapshot implements Links {

    private final Position position;
    private final SlotMap<String, CompiledFlag> flags;
    private final SlotMap<String, CompiledSegment> segments;
    private final Object identity = new Object();

    private Snapshot(
            Position position, SlotMap<String, CompiledFlag> flags, SlotMap<String, CompiledSegment> segments) {
        this.position = position;
        this.flags = flags;
        this.segments = segments;
    }

    /** A snapshot without flags. */
    public static Snapshot empty(Position position) {
        return new Snapshot(position, SlotMap.empty(), SlotMap.empty());
    }

    /** Where in the ledger's history this is. */
    @Override
    public Position position() {
        return position;
    }

    /** The flag with this key, or null when there is none. */
    public @Nullable SnapshotFlag flag(String key) {
        CompiledFlag found = flags.get(key);
        return found == null ? null : SnapshotFlag.of(found);
    }

    /** The segment with this key, or null when there is none. */
    public @Nullable Segment segment(String key) {
        CompiledSegment found = segments.get(key);
        return found == null ? null : found.segment();
    }

    /** Every flag, in the order in which their keys first appeared. */
    public Collection<SnapshotFlag> flags() {
        return flags.values().stream().map(SnapshotFlag::of).toList();
    }

    @Override
    public Collection<CompiledFlag> all() {
        return flags.values();
    }

    /** How many flags there are. */
    public int size() {
        return flags.size();
    }

    /** Every segment, in the order in which their keys first appeared. */
    public Collection<Segment> segments() {
        return segments.values().stream().map(CompiledSegment::segment).toList();
    }

    @Override
    public @Nullable CompiledFlag find(String key) {
        return flags.get(key);
    }

    @Override
    public @Nullable CompiledFlag flag(int slot) {
        return flags.at(slot);
    }

    @Override
    public @Nullable CompiledSegment segment(int slot) {
        return segments.at(slot);
    }

    @Override
    public Object identity() {
        return identity;
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
    public static final class Changes implements Slots {

        private final Snapshot base;
        private final Map<String, @Nullable CompiledFlag> flags = new LinkedHashMap<>();
        private final Map<String, @Nullable CompiledSegment> segments = new LinkedHashMap<>();

        private Changes(Snapshot base) {
            this.base = base;
        }

        /** Adds or replaces a flag. */
        public Changes put(SnapshotFlag flag) {
            flags.put(flag.key(), flag.compile(this));
            return this;
        }

        /** Adds or replaces a segment. */
        public Changes put(Segment segment) {
            segments.put(segment.key(), CompiledSegment.of(segment, this));
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

        @Override
        public int flag(String key) {
            return base.flags.slot(key);
        }

        @Override
        public int segment(String key) {
            return base.segments.slot(key);
        }

        /** The changed snapshot, at a new position. */
        public Snapshot at(Position position) {
            return new Snapshot(position, base.flags.with(flags), base.segments.with(segments));
        }
    }
}
