package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import java.util.List;

/**
 * What a line delivers next.
 *
 * @param announcements in order; may be empty although entries were read
 * @param end           where the cursor stands once all of them are acknowledged, unless an entry is dealt with in part
 */
record Reading(List<Announcement> announcements, Position end) {}
