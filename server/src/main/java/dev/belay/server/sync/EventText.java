package dev.belay.server.sync;

import dev.belay.json.CanonicalJson;
import dev.belay.json.sync.SyncEvent;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Writes events as server-sent events. Confined to one thread at a time. */
final class EventText {
    private final StringBuilder text = new StringBuilder(1_024);

    /** The bytes of one event. */
    static Buffer of(SyncEvent event) {
        return new EventText().add(event).buffer();
    }

    EventText add(SyncEvent event) {
        text.append("event: ").append(event.name()).append('\n');
        String id = id(event);
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("data: ").append(CanonicalJson.text(event.data())).append("\n\n");
        return this;
    }

    int length() {
        return text.length();
    }

    Buffer buffer() {
        return Buffer.buffer(text.toString());
    }

    private static @Nullable String id(SyncEvent event) {
        return event instanceof SyncEvent.Commit commit ? commit.position().toString() : null;
    }
}
