package dev.belay.server.flagset;

import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.reference.References;
import dev.belay.json.state.Document;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.http.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ledger entries as history shows them: with what each change did to its document. */
public final class EntryValues {

    private final LedgerStore store;

    /** Entries whose documents are in {@code store}. */
    public EntryValues(LedgerStore store) {
        this.store = store;
    }

    /** An actor. */
    public static Value actor(Actor actor) {
        return new Structure()
                .with("kind", actor.kind())
                .with("id", actor.id())
                .with("name", actor.name())
                .value();
    }

    /** An entry, its position, and the delta of each change; none where a document has been erased. */
    public Value describe(LedgerEntry entry) {
        Map<String, Value> members =
                new LinkedHashMap<>(EntryFormat.value(entry).members());
        members.put("position", Value.of(entry.position().toString()));
        List<Value> changes = entry.changes().stream().map(this::describe).toList();
        members.put("changes", Value.of(changes));
        return Value.of(members);
    }

    private Value describe(Change change) {
        Optional<Document> before = change.before().flatMap(store::document);
        Optional<Document> after = change.after().flatMap(store::document);
        Structure structure = new Structure()
                .with("subject", References.subject(change.subject()))
                .with("version", change.version())
                .withText("before", change.before())
                .withText("after", change.after());
        if (before.isPresent() == change.before().isPresent()
                && after.isPresent() == change.after().isPresent()) {
            structure.with("delta", Differences.delta(before, after));
        }
        return structure.value();
    }
}
