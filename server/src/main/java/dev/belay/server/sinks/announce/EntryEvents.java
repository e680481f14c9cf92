package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.events.ChangeEvent;
import dev.belay.events.ChangeEvent.State;
import dev.belay.events.ResetEvent;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.sinks.storage.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * The events of one entry, each made when it is asked for, because an entry may have thousands with large documents.
 *
 * @param changes   the indices of those that are announced
 * @param reset     the event that comes before them, if history does not lead from the entry before to this one
 * @param announced the position that was announced before
 * @param references among the flag set's subjects
 */
record EntryEvents(
        LedgerStore store,
        String flagSet,
        LedgerEntry entry,
        List<Integer> changes,
        Optional<ResetEvent> reset,
        Optional<Position> announced,
        References references,
        boolean documents) {

    int size() {
        return changes.size() + (reset.isPresent() ? 1 : 0);
    }

    Announcement get(int index) {
        int offset = reset.isPresent() ? 1 : 0;
        boolean last = index == size() - 1;
        return index < offset
                ? Announcement.of(reset.orElseThrow(), new Cursor.Part(entry.position(), 0), last)
                : Announcement.of(
                        change(index - offset),
                        new Cursor.Part(entry.position(), changes.get(index - offset) + 1),
                        last);
    }

    /** The index of the first event that is not dealt with yet. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // Most entries are not announced in part.
    int next(Optional<Cursor.Part> part) {
        if (part.filter(each -> each.entry().equals(entry.position())).isEmpty()) {
            return 0;
        }
        int dealtWith = part.get().changes();
        long announcedOfIt = changes.stream().filter(each -> each < dealtWith).count();
        return (int) announcedOfIt + (reset.isPresent() ? 1 : 0);
    }

    private ChangeEvent change(int index) {
        Change change = entry.changes().get(changes.get(index));
        Optional<Value> document = change.after().flatMap(this::document);
        return new ChangeEvent(
                flagSet,
                entry.position(),
                reset.isPresent() ? reset.map(ResetEvent::position) : announced,
                index + 1,
                changes.size(),
                change.subject(),
                change.version(),
                state(change, document),
                entry.at(),
                entry.action(),
                entry.actor(),
                entry.onBehalfOf(),
                entry.reason(),
                references.lead(change.subject()),
                documents ? document : Optional.empty());
    }

    private Optional<Value> document(String hash) {
        return store.documentAlone(hash).flatMap(EntryEvents::value);
    }

    private static Optional<Value> value(Document document) {
        try {
            return Optional.of(document.value());
        } catch (MalformedJsonException unreadable) {
            return Optional.empty();
        }
    }

    // Absent is a document that there is not, or not any more.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static State state(Change change, Optional<Value> document) {
        if (change.after().isEmpty()) {
            return State.ARCHIVED;
        }
        if (!change.subject().kind().equals(Subject.FLAG)) {
            return document.isPresent() ? State.PRESENT : State.UNKNOWN;
        }
        return document.filter(Value.StructureValue.class::isInstance)
                .map(flag -> ((Value.StructureValue) flag).members().get("enabled"))
                .filter(Value.BooleanValue.class::isInstance)
                .map(enabled -> ((Value.BooleanValue) enabled).value() ? State.ENABLED : State.DISABLED)
                .orElse(State.UNKNOWN);
    }
}
