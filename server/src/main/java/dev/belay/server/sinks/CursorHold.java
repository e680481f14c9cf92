package dev.belay.server.sinks;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.archive.Hold;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import java.util.Comparator;
import java.util.Optional;

/**
 * Sinks need what they have not announced, paused ones too.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public record CursorHold(CursorStore cursors) implements Hold {

    @Override
    public Optional<Held> on(LedgerId ledger) {
        return cursors.all().stream()
                .filter(cursor -> cursor.flagSet().equals(ledger))
                .min(Comparator.comparingLong(CursorHold::revision))
                .map(cursor -> new Held("the sink " + cursor.sink(), revision(cursor)));
    }

    private static long revision(Cursor cursor) {
        return cursor.position().revision();
    }
}
