package dev.belay.server.sinks.announce;

import dev.belay.ledger.LedgerStore;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.UndeliverableEvent;
import dev.belay.server.sinks.storage.UndeliverableStore;
import java.time.InstantSource;
import java.util.List;

/** Moves a cursor past the event that it waits for, because a person says so, and keeps the event as undeliverable. */
public record Skip(LedgerStore store, CursorStore cursors, UndeliverableStore undeliverable, InstantSource clock) {

    /**
     * Skips the event that a cursor is in trouble with.
     *
     * @return whether it was skipped; not if the line does not wait for it any more
     */
    public boolean past(SinkDefinition sink, Cursor cursor, Cursor.Trouble trouble) {
        Reading next = new EventSource(store, cursor.flagSet(), sink.manner(), EventSource.PATIENCE).after(cursor, 1);
        List<Announcement> waiting = next.announcements().stream()
                .filter(each -> each.event().id().equals(trouble.event()))
                .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        // Kept first: an event that was skipped must not be forgotten when the server dies in between.
        undeliverable.add(new UndeliverableEvent(
                cursor.sink(),
                cursor.flagSet(),
                trouble.event(),
                waiting.get(0).entry(),
                clock.instant(),
                trouble.attempts(),
                trouble.error()));
        return cursors.skip(trouble.event(), next.reached(cursor, 1));
    }
}
