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

    /**
     * The id among events of all flag sets, for receivers that drop repeats. It goes into headers, which carry visible
     * ASCII faithfully and nothing else: all other bytes of its UTF-8, and the percent sign, are percent-encoded.
     */
    public String globalId() {
        StringBuilder encoded = new StringBuilder();
        for (byte each : (flagSet + "@" + id).getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each <= '~' && each != '%') {
                encoded.append((char) each);
            } else {
                encoded.append("%%%02X".formatted(each & 0xFF));
            }
        }
        return encoded.toString();
    }
}
