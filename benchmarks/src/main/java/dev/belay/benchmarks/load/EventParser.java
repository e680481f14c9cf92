package dev.belay.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Splits the bytes of a stream into server-sent events as they arrive. <b>Thread-safety:</b> confined to one thread at a
 * time.
 */
final class EventParser {

    private static final byte[] NOTHING = {};

    private final Familiar familiar;
    private final Consumer<Event> sink;
    private final StringBuilder data = new StringBuilder();
    private byte[] unfinished = NOTHING;
    private String name = "";

    EventParser(Familiar familiar, Consumer<Event> sink) {
        this.familiar = familiar;
        this.sink = sink;
    }

    void feed(byte[] arrived) {
        boolean fromStart = isBetweenEvents();
        if (fromStart && familiar.isSame(arrived)) {
            familiar.events().forEach(sink);
            return;
        }
        List<Event> events = parse(arrived);
        if (fromStart && isBetweenEvents()) {
            familiar.keep(arrived, events);
        }
        events.forEach(sink);
    }

    private boolean isBetweenEvents() {
        return unfinished.length == 0 && data.isEmpty() && name.isEmpty();
    }

    private List<Event> parse(byte[] arrived) {
        List<Event> events = new ArrayList<>();
        byte[] bytes = unfinished.length == 0 ? arrived : joined(unfinished, arrived);
        int start = 0;
        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] == '\n') {
                line(bytes, start, index, events);
                start = index + 1;
            }
        }
        unfinished = start == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, start, bytes.length);
        return events;
    }

    private void line(byte[] bytes, int start, int end, List<Event> events) {
        int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        if (stop == start) {
            dispatch(events);
        } else if (bytes[start] != ':') {
            field(new String(bytes, start, stop - start, StandardCharsets.UTF_8));
        }
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(": ", colon) ? colon + 2 : colon + 1);
        if (field.equals("event")) {
            name = value;
        } else if (field.equals("data")) {
            data.append(value).append('\n');
        }
    }

    private void dispatch(List<Event> events) {
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            events.add(new Event(name, data.toString()));
        }
        data.setLength(0);
        // What a large frame once needed is not kept by ten thousand parsers.
        if (data.capacity() > 4_096) {
            data.trimToSize();
        }
        name = "";
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
