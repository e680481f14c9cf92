package dev.belay.server.sinks.announce;

import dev.belay.json.InstantFormat;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which sinks wait for a person, since when and why. Whoever asks for the health of a server may read it, so that
 * it names no flag and no address, and never what a receiver has said.
 */
final class Blocked {

    private Blocked() {}

    static List<String> sentences(List<SinkDefinition> definitions, Map<String, List<Cursor>> cursors, Instant now) {
        return definitions.stream()
                .filter(sink -> !sink.paused())
                .flatMap(sink -> sentence(sink, troubles(cursors.getOrDefault(sink.id(), List.of())), now).stream())
                .toList();
    }

    private static List<Cursor.Trouble> troubles(List<Cursor> cursors) {
        return cursors.stream()
                .flatMap(cursor -> cursor.trouble().stream())
                .filter(Cursor.Trouble::blocked)
                .toList();
    }

    private static Optional<String> sentence(SinkDefinition sink, List<Cursor.Trouble> troubles, Instant now) {
        return troubles.stream()
                .min(Comparator.comparing(Cursor.Trouble::since))
                .map(first -> "The " + sink.kind() + " sink " + sink.id() + " has been blocked in " + troubles.size()
                        + (troubles.size() == 1 ? " flag set" : " flag sets") + " since "
                        + InstantFormat.write(first.since()) + ", because " + reason(sink, first, now)
                        + "; 'belay sink show " + sink.id() + "' tells the error");
    }

    private static String reason(SinkDefinition sink, Cursor.Trouble trouble, Instant now) {
        if (trouble.event().isEmpty()) {
            return "this server cannot use its target or its secrets";
        }
        Duration failing = Duration.between(trouble.since(), now);
        return failing.compareTo(sink.manner().giveUpAfter()) < 0
                ? "its receiver has refused an event for good"
                : "an event could not be delivered within " + sink.manner().giveUpAfter();
    }
}
