package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.server.sinks.delivery.Message;
import dev.belay.server.sinks.storage.Cursor;
import java.nio.charset.StandardCharsets;

/**
 * An event, and what its acknowledgement means for a cursor.
 *
 * @param text the event in its format
 * @param part how far its entry is dealt with once it is acknowledged
 * @param last whether all of the entry is
 */
record Announcement(FlagSetEvent event, String text, Cursor.Part part, boolean last) {

    static Announcement of(FlagSetEvent event, Cursor.Part part, boolean last) {
        return new Announcement(event, new String(EventFormat.write(event), StandardCharsets.UTF_8), part, last);
    }

    /** The position of the entry that it comes from. */
    Position entry() {
        return part.entry();
    }

    Message message() {
        return new Message(event.id(), event.flagSet(), text);
    }
}
