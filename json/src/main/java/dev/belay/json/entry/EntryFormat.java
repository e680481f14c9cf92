package dev.belay.json.entry;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InstantFormat;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reference.References;
import dev.belay.json.state.Sha256;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ledger entries as canonical JSON, and the hashes that chain them. */
public final class EntryFormat {

    private EntryFormat() {}

    /** Makes an entry and computes its hash; the arguments are the entry's components but for the hash. */
    public static LedgerEntry seal(
            Position position,
            Instant at,
            Actor actor,
            Optional<String> onBehalfOf,
            String action,
            Optional<String> reason,
            List<Change> changes,
            Value.StructureValue links,
            String previous) {
        LedgerEntry open =
                new LedgerEntry(position, at, actor, onBehalfOf, action, reason, changes, links, previous, "");
        return new LedgerEntry(position, at, actor, onBehalfOf, action, reason, changes, links, previous, hashOf(open));
    }

    /** Whether the entry's hash is that of its content. */
    public static boolean hashHolds(LedgerEntry entry) {
        return entry.hash().equals(hashOf(entry));
    }

    /** The entry in canonical form, hash included. */
    public static byte[] write(LedgerEntry entry) {
        return CanonicalJson.bytes(value(entry));
    }

    /** The entry as a value, hash included. */
    public static Value.StructureValue value(LedgerEntry entry) {
        Map<String, Value> members = members(entry);
        members.put("hash", Value.of(entry.hash()));
        return new Value.StructureValue(members);
    }

    /**
     * Reads what {@link #write} wrote. The hash is taken as it is; see {@link #hashHolds}.
     *
     * @throws dev.belay.json.MalformedJsonException if the bytes are not JSON
     * @throws InvalidDocumentException if they are not an entry, or have a field that this version does not know
     */
    public static LedgerEntry read(byte[] bytes) {
        return read(Json.read(bytes, JsonLimits.TRUSTED));
    }

    /**
     * Reads what {@link #value} answered.
     *
     * @throws InvalidDocumentException if it is not an entry, or has a field that this version does not know
     */
    public static LedgerEntry read(Value value) {
        return EntryReader.read(value);
    }

    private static String hashOf(LedgerEntry entry) {
        return Sha256.hex(CanonicalJson.bytes(new Value.StructureValue(members(entry))));
    }

    private static Map<String, Value> members(LedgerEntry entry) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("epoch", Value.of(entry.position().epoch()));
        members.put("revision", Value.of((double) entry.revision()));
        members.put("at", Value.of(InstantFormat.write(entry.at())));
        members.put("actor", actor(entry.actor()));
        entry.onBehalfOf().ifPresent(name -> members.put("onBehalfOf", Value.of(name)));
        members.put("action", Value.of(entry.action()));
        entry.reason().ifPresent(text -> members.put("reason", Value.of(text)));
        members.put(
                "changes",
                Value.of(entry.changes().stream().map(EntryFormat::change).toList()));
        if (!entry.links().members().isEmpty()) {
            members.put("links", entry.links());
        }
        members.put("previous", Value.of(entry.previous()));
        return members;
    }

    private static Value actor(Actor actor) {
        return Value.of(
                Map.of("kind", Value.of(actor.kind()), "id", Value.of(actor.id()), "name", Value.of(actor.name())));
    }

    private static Value change(Change change) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("subject", References.subject(change.subject()));
        members.put("version", Value.of((double) change.version()));
        change.before().ifPresent(hash -> members.put("before", Value.of(hash)));
        change.after().ifPresent(hash -> members.put("after", Value.of(hash)));
        return Value.of(members);
    }
}
