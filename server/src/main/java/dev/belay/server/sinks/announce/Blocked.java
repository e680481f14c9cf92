package dev.belay.server.sinks.announce;

import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.util.List;
import java.util.Map;

/** Says which sinks wait for a person; names no flag and no address. */
final class Blocked {

    private Blocked() {}

    static List<String> sentences(List<SinkDefinition> definitions, Map<String, List<Cursor>> cursors) {
        return definitions.stream()
                .filter(sink -> !sink.paused())
                .map(sink -> sentence(
                        sink,
                        cursors.getOrDefault(sink.id(), List.of()).stream()
                                .filter(cursor -> cursor.trouble()
                                        .filter(Cursor.Trouble::blocked)
                                        .isPresent())
                                .count()))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String sentence(SinkDefinition sink, long blocked) {
        return blocked == 0
                ? ""
                : "The " + sink.kind() + " sink " + sink.id() + " is blocked in " + blocked
                        + (blocked == 1 ? " flag set" : " flag sets") + "; 'belay sink show' says why";
    }
}
