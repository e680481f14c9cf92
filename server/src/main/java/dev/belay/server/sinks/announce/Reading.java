package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.storage.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * What a line delivers next.
 *
 * @param announcements in order; may be empty although entries were read
 * @param end           where the cursor stands once all of them are acknowledged, unless an entry is dealt with in part
 */
record Reading(List<Announcement> announcements, Position end) {

    List<Message> messages() {
        return announcements.stream().map(Announcement::message).toList();
    }

    /** The cursor once the first so many are dealt with, one at least. */
    Cursor reached(Cursor cursor, int count) {
        Announcement newest = announcements.get(count - 1);
        if (newest.last()) {
            Position position = count == announcements.size() ? end : newest.entry();
            return cursor.at(position, Optional.of(newest.entry()));
        }
        return announcements.stream()
                .limit(count)
                .filter(Announcement::last)
                .reduce((_, later) -> later)
                .map(whole -> cursor.at(whole.entry(), Optional.of(whole.entry())))
                .orElse(cursor)
                .within(newest.part());
    }
}
