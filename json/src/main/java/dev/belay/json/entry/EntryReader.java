package dev.belay.json.entry;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import java.util.Map;
import java.util.Set;

/** Reads an entry strictly: an unknown field would be missing from the hash. */
final class EntryReader {

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

    private EntryReader() {}

    static LedgerEntry read(Value value) {
        Findings findings = Findings.strict();
        Members members = Part.root(value, findings).members(FIELDS);
        LedgerEntry entry = new LedgerEntry(
                position(members),
                References.instant(members.require("at")),
                actor(members.require("actor")),
                members.find("onBehalfOf").map(Part::text),
                members.require("action").text(),
                members.find("reason").map(Part::text),
                members.require("changes").items().stream()
                        .map(EntryReader::change)
                        .toList(),
                members.find("links").map(EntryReader::structure).orElse(new Value.StructureValue(Map.of())),
                References.hash(members.require("previous")),
                References.hash(members.require("hash")));
        findings.throwIfAny();
        return entry;
    }

    private static Position position(Members members) {
        Part epoch = members.require("epoch");
        long revision = members.require("revision").integer(1, References.MAX_INTEGER);
        String text = epoch.text();
        try {
            return new Position(epoch.isText() ? text : "unreadable", revision);
        } catch (IllegalArgumentException notAnEpoch) {
            epoch.refuse("The epoch must be letters, digits and hyphens");
            return new Position("unreadable", revision);
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
                References.subject(members.require("subject")),
                References.version(members.require("version")),
                members.find("before").map(References::hash),
                members.find("after").map(References::hash));
    }

    private static Value.StructureValue structure(Part part) {
        if (part.value() instanceof Value.StructureValue structure) {
            return structure;
        }
        part.refuse("This must be an object");
        return new Value.StructureValue(Map.of());
    }
}
