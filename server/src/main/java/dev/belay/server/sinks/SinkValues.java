package dev.belay.server.sinks;

import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.http.Structure;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.UndeliverableEvent;
import dev.belay.server.sinks.storage.UndeliverableStore;
import java.util.List;
import java.util.Map;

/** Sinks as the API shows them: without secrets, with how far they have come. */
record SinkValues(LedgerStore store, CursorStore cursors, UndeliverableStore undeliverable) {

    Structure describe(SinkDefinition sink) {
        List<Cursor> lines = cursors.of(sink.id());
        Structure described = new Structure()
                .with("id", sink.id())
                .with("kind", sink.kind())
                .with("project", sink.project())
                .withText("environment", sink.environment());
        for (Map.Entry<String, Value> member :
                sink.manner().value().value().members().entrySet()) {
            described.with(member.getKey(), member.getValue());
        }
        return described
                .with(sink.kind(), sink.target())
                .with("state", sink.paused() ? "paused" : state(lines))
                .with("lines", lines.stream().map(this::line).toList())
                .with("undeliverable", undeliverable.count(sink.id()))
                .with("forgotten", undeliverable.forgotten(sink.id()))
                .with("createdAt", InstantFormat.write(sink.createdAt()))
                .with("createdBy", sink.createdBy());
    }

    static Value describe(UndeliverableEvent event) {
        return new Structure()
                .with("event", event.id())
                .with("flagSet", event.flagSet().text())
                .with("position", event.position().toString())
                .with("at", InstantFormat.write(event.at()))
                .with("attempts", event.attempts())
                .with("error", event.error())
                .value();
    }

    private Value line(Cursor cursor) {
        long head = store.head(cursor.flagSet()).position().revision();
        Structure line = new Structure()
                .with("flagSet", cursor.flagSet().text())
                .with("position", cursor.position().toString())
                .with("lag", Math.max(0, head - cursor.position().revision()))
                .with("state", state(cursor));
        cursor.trouble().ifPresent(trouble -> line.with("failure", failure(trouble)));
        return line.value();
    }

    private static Value failure(Cursor.Trouble trouble) {
        return new Structure()
                .with("since", InstantFormat.write(trouble.since()))
                .with("attempts", trouble.attempts())
                .with("event", trouble.event())
                .with("error", trouble.error())
                .value();
    }

    private static String state(List<Cursor> lines) {
        List<String> states = lines.stream().map(SinkValues::state).toList();
        return states.contains("blocked") ? "blocked" : states.contains("failing") ? "failing" : "active";
    }

    private static String state(Cursor cursor) {
        return cursor.trouble()
                .map(trouble -> trouble.blocked() ? "blocked" : "failing")
                .orElse("active");
    }
}
