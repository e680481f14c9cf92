package dev.belay.json.entry;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.state.Sha256;
import dev.belay.json.state.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Reads an entry strictly: an unknown field would be missing from the hash. */
final class EntryReader {

    private static final long MAX_INTEGER = 1L << 53;
    private static final Set<String> FIELDS = Set.of(
            "epoch",
            "revision",
            "at",
            "actor",
            "onBehalfOf",
            "action",
            "reason",
            "changes",
            "links",
            "previous",
            "hash");
    private static final Subject PLACEHOLDER = Subject.flag("unreadable");

    private EntryReader() {}

    static LedgerEntry read(Value value) {
        Findings findings = Findings.strict();
        Members members = Part.root(value, findings).members(FIELDS);
        LedgerEntry entry = new LedgerEntry(
                position(members),
                instant(members.require("at")),
                actor(members.require("actor")),
                members.find("onBehalfOf").map(Part::text),
                members.require("action").text(),
                members.find("reason").map(Part::text),
                members.require("changes").items().stream()
                        .map(EntryReader::change)
                        .toList(),
                members.find("links").map(EntryReader::structure).orElse(new Value.StructureValue(Map.of())),
                hash(members.require("previous")),
                hash(members.require("hash")));
        findings.throwIfAny();
        return entry;
    }

    private static Position position(Members members) {
        Part epoch = members.require("epoch");
        long revision = members.require("revision").integer(1, MAX_INTEGER);
        String text = epoch.text();
        try {
            return new Position(text, revision);
        } catch (IllegalArgumentException notAnEpoch) {
            epoch.refuse("The epoch must be letters, digits and hyphens");
            return new Position("unreadable", revision);
        }
    }

    private static Instant instant(Part part) {
        String text = part.text();
        try {
            return InstantFormat.parse(text);
        } catch (IllegalArgumentException notAnInstant) {
            part.refuse("This must be an instant like 2026-01-02T03:04:05.678Z");
            return Instant.EPOCH;
        }
    }

    private static Actor actor(Part part) {
        Members members = part.members(Set.of("kind", "id", "name"));
        return new Actor(
                members.require("kind").text(),
                members.require("id").text(),
                members.require("name").text());
    }

    private static Change change(Part part) {
        Members members = part.members(Set.of("subject", "version", "before", "after"));
        return new Change(
                subject(members.require("subject")),
                members.require("version").integer(1, MAX_INTEGER),
                members.find("before").map(EntryReader::hash),
                members.find("after").map(EntryReader::hash));
    }

    private static Subject subject(Part part) {
        Members members = part.members(Set.of("kind", "key"));
        String kind = members.require("kind").text();
        String key = members.require("key").text();
        try {
            return new Subject(kind, key);
        } catch (IllegalArgumentException wrong) {
            part.refuse(String.valueOf(wrong.getMessage()));
            return PLACEHOLDER;
        }
    }

    private static String hash(Part part) {
        String text = part.text();
        if (!Sha256.isHex(text)) {
            part.refuse("This must be a SHA-256 in 64 lower-case hexadecimal digits");
        }
        return text;
    }

    private static Value.StructureValue structure(Part part) {
        if (part.value() instanceof Value.StructureValue structure) {
            return structure;
        }
        part.refuse("This must be an object");
        return new Value.StructureValue(Map.of());
    }
}
