package dev.belay.core.snapshot;

import dev.belay.core.Position;
import dev.belay.core.Shared;
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
    private final SlotMap<String, HeldFlag> flags;
    private final SlotMap<String, CompiledSegment> segments;
    private final Slots slots;
    private final Object identity = new Object();

    // Only saves work. Unsynchronized, because preparing twice does no harm.
    private boolean prepared;

    private Snapshot(
            Position position,
            SlotMap<String, HeldFlag> flags,
            SlotMap<String, CompiledSegment> segments,
            Slots slots,
            boolean prepared) {
        this.position = position;
        this.flags = flags;
        this.segments = segments;
        this.slots = slots;
        this.prepared = prepared;
    }

    private static Snapshot beginning(
            Position position, SlotMap<String, HeldFlag> flags, SlotMap<String, CompiledSegment> segments) {
        return new Snapshot(position, flags, segments, new Numbering(flags.slots(), segments.slots()), true);
    }

    /** A snapshot without flags. */
    public static Snapshot empty(Position position) {
        return beginning(position, SlotMap.empty(), SlotMap.empty());
    }

    /** Where in the ledger's history this is. */
    @Override
    public Position position() {
        return position;
    }

    /** The flag with this key, or null when there is none. */
    public @Nullable SnapshotFlag flag(String key) {
        CompiledFlag found = find(key);
        return found == null ? null : SnapshotFlag.of(found);
    }

    /** The segment with this key, or null when there is none. */
    public @Nullable Segment segment(String key) {
        CompiledSegment found = segments.get(key);
        return found == null ? null : found.segment();
    }

    /** Every flag, in the order in which their keys first appeared. */
    public Collection<SnapshotFlag> flags() {
        return all().stream().map(SnapshotFlag::of).toList();
    }

    /** The keys of all flags, in the order in which they first appeared; reads no flag that is not read yet. */
    public Collection<String> keys() {
        return flags.values().stream().map(HeldFlag::key).toList();
    }

    /** Reads and compiles what has not been asked for yet, so that nobody has to wait for it. */
    public void prepare() {
        if (!prepared) {
            Shared shared = new Shared();
            flags.values().forEach(held -> held.prepare(shared));
            prepared = true;
        }
    }

    @Override
    public Collection<CompiledFlag> all() {
        return flags.values().stream().map(HeldFlag::compiled).toList();
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
        HeldFlag held = flags.get(key);
        return held == null ? null : held.compiled();
    }

    @Override
    public @Nullable CompiledFlag flag(int slot) {
        HeldFlag held = flags.at(slot);
        return held == null ? null : held.compiled();
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
        // What is compiled later refers by the slots of this one, which its copies must know.
        prepare();
        return beginning(position, flags.apart(), segments.apart());
    }

    /** Begins a changed copy. */
    public Changes change() {
        return change(new Shared());
    }

    /**
     * Begins a changed copy.
     *
     * @param shared what the flags that are read and compiled for it have in common
     */
    public Changes change(Shared shared) {
        return new Changes(this, shared);
    }

    /** Has the next version of a flag share the parts of this one that stay as they are. */
    public void offerParts(String flag, Shared shared) {
        HeldFlag held = flags.get(flag);
        if (held != null) {
            held.offerParts(shared);
        }
    }

    /**
     * Gathers changes to a snapshot.
     *
     * <p><b>Thread-safety:</b> confined to one thread at a time.
     */
    public static final class Changes {

        private final Snapshot base;
        private final Map<String, @Nullable HeldFlag> flags = new LinkedHashMap<>();
        private final Map<String, @Nullable CompiledSegment> segments = new LinkedHashMap<>();

        private final Shared shared;
        private boolean prepared;

        private Changes(Snapshot base, Shared shared) {
            this.base = base;
            this.shared = shared;
            this.prepared = base.prepared;
        }

        /** Adds or replaces a flag. */
        public Changes put(SnapshotFlag flag) {
            flags.put(flag.key(), HeldFlag.of(flag.compile(base.slots, shared)));
            return this;
        }

        /** Adds or replaces a flag that is read when it is first asked for. */
        public Changes put(UnreadFlag flag) {
            flags.put(flag.key(), HeldFlag.later(flag, base.slots));
            prepared = false;
            return this;
        }

        /** Adds or replaces a segment. */
        public Changes put(Segment segment) {
            segments.put(segment.key(), CompiledSegment.of(segment, base.slots));
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
            return new Snapshot(position, base.flags.with(flags), base.segments.with(segments), base.slots, prepared);
        }
    }

    /** Apart from any one snapshot, so that flags that are compiled later keep none alive. */
    private record Numbering(SlotTable<String> flags, SlotTable<String> segments) implements Slots {
        @Override
        public int flag(String key) {
            return flags.slot(key);
        }

        @Override
        public int segment(String key) {
            return segments.slot(key);
        }
    }
}
