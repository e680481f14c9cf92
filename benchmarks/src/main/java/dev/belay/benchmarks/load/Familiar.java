package dev.belay.benchmarks.load;

import java.util.Arrays;
import java.util.List;

/**
 * The bytes that came last and the events in them: all streams bring the same, and reading them ten thousand times would
 * measure the reader. Confined to its loop.
 */
final class Familiar {

    private byte[] bytes = {};
    private List<Event> events = List.of();

    boolean isSame(byte[] arrived) {
        return Arrays.equals(bytes, arrived);
    }

    List<Event> events() {
        return events;
    }

    void keep(byte[] newBytes, List<Event> newEvents) {
        bytes = newBytes;
        events = newEvents;
    }
}
