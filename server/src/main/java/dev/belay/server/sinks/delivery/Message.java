package dev.belay.server.sinks.delivery;

import java.nio.charset.StandardCharsets;

/**
 * One event on its way.
 *
 * @param id      of the event; the same whenever it is delivered
 * @param flagSet that it is about, as {@code project/environment}; messages of one flag set stay in order
 * @param text    the event in its format
 */
public record Message(String id, String flagSet, String text) {

    /** The event's bytes. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The id among events of all flag sets, for receivers that drop repeats. */
    public String globalId() {
        return flagSet + "@" + id;
    }
}
