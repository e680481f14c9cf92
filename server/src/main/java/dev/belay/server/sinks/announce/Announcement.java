package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.events.EventFormat;
import dev.belay.events.FlagSetEvent;
import dev.belay.server.sinks.delivery.Message;
import java.nio.charset.StandardCharsets;

/**
 * An event, and what its acknowledgement means for a cursor.
 *
 * @param text  the event in its format
 * @param entry the position of the entry that it comes from
 * @param last  whether the entry is dealt with once it is acknowledged
 */
record Announcement(FlagSetEvent event, String text, Position entry, boolean last) {

    static Announcement of(FlagSetEvent event, Position entry, boolean last) {
        return new Announcement(event, new String(EventFormat.write(event), StandardCharsets.UTF_8), entry, last);
    }

    Message message() {
        return new Message(event.id(), event.flagSet(), text);
    }
}
