package dev.belay.json.sync;

import dev.belay.json.CanonicalJson;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Reads the data of events. */
final class EventReader {

    static final String BEGIN = "begin";
    static final String PUT = "put";
    static final String DELETE = "delete";
    static final String RESTORE = "restore";
    static final String SNAPSHOT = "snapshot";
    static final String COMMIT = "commit";
    static final String HEARTBEAT = "heartbeat";
    static final String KEYS = "keys";
    static final String RESYNC = "resync";

    static final Set<String> NAMES = Set.of(BEGIN, PUT, DELETE, RESTORE, SNAPSHOT, COMMIT, HEARTBEAT, KEYS, RESYNC);

    private EventReader() {}

    static SyncEvent read(String name, Part data) {
        Members members = data.members(Set.of());
        return switch (name) {
            case BEGIN -> begin(members);
            case PUT -> put(members);
            case DELETE ->
                new SyncEvent.Delete(References.subject(members), References.version(members.require("version")));
            case RESTORE -> restore(members);
            case SNAPSHOT ->
                new SyncEvent.SnapshotAt(
                        References.position(members.require("position")),
                        References.hash(members.require("hash")),
                        members.require("url").text());
            case COMMIT ->
                new SyncEvent.Commit(
                        References.position(members.require("position")), References.hash(members.require("checksum")));
            case KEYS -> new SyncEvent.KeysChanged();
            case RESYNC -> new SyncEvent.Resync(members.find("instance").map(Part::text));
            default ->
                new SyncEvent.Heartbeat(
                        References.position(members.require("position")),
                        References.hash(members.require("checksum")),
                        members.find("age").map(EventReader::duration));
        };
    }

    static SyncEvent.Put put(Members members) {
        Subject subject = References.subject(members);
        long version = References.version(members.require("version"));
        Part hash = members.require("hash");
        String expected = References.hash(hash);
        Document document = Document.received(
                CanonicalJson.bytes(members.require("document").value()));
        if (!document.hash().equals(expected)) {
            hash.refuse("The document of " + subject + " does not have this hash, but " + document.hash());
        }
        return new SyncEvent.Put(subject, version, document);
    }

    private static SyncEvent begin(Members members) {
        return new SyncEvent.Begin(
                members.require("flagSet").text(),
                References.position(members.require("position")),
                References.position(members.require("previous")),
                References.instant(members.require("at")),
                References.position(members.require("pinFloor")));
    }

    private static SyncEvent restore(Members members) {
        return new SyncEvent.Restore(
                References.position(members.require("of")), members.find("only").map(EventReader::subjects));
    }

    private static Duration duration(Part part) {
        String text = part.text();
        try {
            return part.isText() ? Duration.parse(text) : Duration.ZERO;
        } catch (DateTimeParseException notADuration) {
            part.refuse("This must be a duration, and it is " + part.given(), "a duration like PT90S (ISO 8601)");
            return Duration.ZERO;
        }
    }

    private static List<Subject> subjects(Part part) {
        return part.items().stream().map(References::subject).toList();
    }
}
