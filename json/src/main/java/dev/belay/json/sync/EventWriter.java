package dev.belay.json.sync;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.reference.References;
import dev.belay.json.state.Subject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the data of events. */
final class EventWriter {

    private EventWriter() {}

    static Value.StructureValue begin(SyncEvent.Begin begin) {
        return new Value.StructureValue(Map.of(
                "flagSet", Value.of(begin.flagSet()),
                "position", position(begin.position()),
                "previous", position(begin.previous()),
                "at", Value.of(InstantFormat.write(begin.at())),
                "pinFloor", position(begin.pinFloor())));
    }

    static Value.StructureValue put(SyncEvent.Put put) {
        Map<String, Value> members = new LinkedHashMap<>(versioned(put.subject(), put.version()));
        members.put("hash", Value.of(put.document().hash()));
        members.put("document", put.document().value());
        return new Value.StructureValue(members);
    }

    static Value.StructureValue delete(SyncEvent.Delete delete) {
        return new Value.StructureValue(versioned(delete.subject(), delete.version()));
    }

    static Value.StructureValue restore(SyncEvent.Restore restore) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("of", position(restore.of()));
        restore.only()
                .ifPresent(subjects -> members.put(
                        "only",
                        Value.of(subjects.stream().map(References::subject).toList())));
        return new Value.StructureValue(members);
    }

    static Value.StructureValue snapshot(SyncEvent.SnapshotAt snapshot) {
        return new Value.StructureValue(Map.of(
                "position", position(snapshot.position()),
                "hash", Value.of(snapshot.hash()),
                "url", Value.of(snapshot.url())));
    }

    static Value.StructureValue standing(Position position, String checksum) {
        return new Value.StructureValue(Map.of("position", position(position), "checksum", Value.of(checksum)));
    }

    static Value.StructureValue resync(SyncEvent.Resync resync) {
        return new Value.StructureValue(resync.instance()
                .map(id -> Map.<String, Value>of("instance", Value.of(id)))
                .orElse(Map.of()));
    }

    static Value.StructureValue heartbeat(SyncEvent.Heartbeat heartbeat) {
        Map<String, Value> members = new LinkedHashMap<>(
                standing(heartbeat.position(), heartbeat.checksum()).members());
        heartbeat.age().ifPresent(age -> members.put("age", Value.of(age.toString())));
        return new Value.StructureValue(members);
    }

    static Map<String, Value> versioned(Subject subject, long version) {
        return Map.of(
                "kind", Value.of(subject.kind()),
                "key", Value.of(subject.key()),
                "version", Value.of((double) version));
    }

    private static Value position(Position position) {
        return Value.of(position.toString());
    }
}
