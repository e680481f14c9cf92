package dev.belay.json.sync;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Part;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event of the stream that applications follow a flag set by. A frame is one {@link Begin}, any number of
 * {@link Put}, {@link Delete} and at most one {@link Restore} before them, and one {@link Commit}; it is applied wholly
 * or not at all.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface SyncEvent {

    /** The event's name on the stream. */
    String name();

    /** The event's data on the stream, as JSON. */
    Value.StructureValue data();

    /**
     * Reads an event; fields that are not known here are passed over.
     *
     * @return empty if no event of that name is known here
     * @throws dev.belay.json.MalformedJsonException    if {@code data} of a known event is not JSON
     * @throws dev.belay.json.InvalidDocumentException if it is not the event's data, or a document not what its hash
     *                                                  says
     */
    static Optional<SyncEvent> read(String name, String data) {
        if (!EventReader.NAMES.contains(name)) {
            return Optional.empty();
        }
        Findings findings = Findings.lenient();
        SyncEvent event = EventReader.read(name, Part.root(Json.read(data, JsonLimits.TRUSTED), findings));
        findings.throwIfAny();
        return Optional.of(event);
    }

    /**
     * A frame begins.
     *
     * @param flagSet  which flag set, as {@code project/environment}
     * @param position the position that the frame leads to
     * @param previous the position that it can be applied at
     * @param at       when the entry was appended
     * @param pinFloor the earliest position that a pin may name
     */
    record Begin(String flagSet, Position position, Position previous, Instant at, Position pinFloor)
            implements SyncEvent {
        @Override
        public String name() {
            return EventReader.BEGIN;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.begin(this);
        }
    }

    /** A subject has a new document. */
    record Put(Subject subject, long version, Document document) implements SyncEvent {
        @Override
        public String name() {
            return EventReader.PUT;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.put(this);
        }
    }

    /** A subject is archived. */
    record Delete(Subject subject, long version) implements SyncEvent {
        @Override
        public String name() {
            return EventReader.DELETE;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.delete(this);
        }
    }

    /**
     * Subjects go back to their documents at an earlier position, with their highest versions ever plus one.
     *
     * @param of   the earlier position
     * @param only which subjects; empty for all
     */
    record Restore(Position of, Optional<List<Subject>> only) implements SyncEvent {

        /** Copies the list. */
        public Restore {
            only = only.map(List::copyOf);
        }

        @Override
        public String name() {
            return EventReader.RESTORE;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.restore(this);
        }
    }

    /**
     * The state at a position has to be fetched.
     *
     * @param position where it is; the frames that follow begin there
     * @param hash     SHA-256 of its bytes before compression
     * @param url      where to fetch it, relative to the stream's own address
     */
    record SnapshotAt(Position position, String hash, String url) implements SyncEvent {
        @Override
        public String name() {
            return EventReader.SNAPSHOT;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.snapshot(this);
        }
    }

    /**
     * A frame is complete.
     *
     * @param position the position that it leads to, and the id of the event
     * @param checksum what the state must sum up to then
     */
    record Commit(Position position, String checksum) implements SyncEvent {
        @Override
        public String name() {
            return EventReader.COMMIT;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.standing(position, checksum);
        }
    }

    /** Other keys of the flag set are valid than before; replicas, which alone are told, ask for them. */
    record KeysChanged() implements SyncEvent {
        @Override
        public String name() {
            return EventReader.KEYS;
        }

        @Override
        public Value.StructureValue data() {
            return new Value.StructureValue(Map.of());
        }
    }

    /**
     * Instances are to fetch a snapshot, whatever they hold; replicas, which alone are told, pass it on to theirs. When
     * all are, it comes after the snapshot that the replica itself gets.
     *
     * @param instance which one; empty for all
     */
    record Resync(Optional<String> instance) implements SyncEvent {
        @Override
        public String name() {
            return EventReader.RESYNC;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.resync(this);
        }
    }

    /**
     * The stream lives, and this is where the head stands.
     *
     * @param age how long ago the sender was last known to be at the ledger's head, if it cannot know now: a replica
     *     that is cut off; empty from whoever keeps the ledger, or follows it
     */
    record Heartbeat(Position position, String checksum, Optional<Duration> age) implements SyncEvent {

        /** From a sender that is at the ledger's head. */
        public Heartbeat(Position position, String checksum) {
            this(position, checksum, Optional.empty());
        }

        @Override
        public String name() {
            return EventReader.HEARTBEAT;
        }

        @Override
        public Value.StructureValue data() {
            return EventWriter.heartbeat(this);
        }
    }
}
